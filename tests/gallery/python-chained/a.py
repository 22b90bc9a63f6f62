def port(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError('bad port: ' + text) from error


port('http')
