import subprocess
subprocess.run(['ls', '/nonexistent'], check=True)
