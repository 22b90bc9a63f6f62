export A=1
if then
