craete table orders (id int)
