values { a = 1 }
locals { x = 2 }
