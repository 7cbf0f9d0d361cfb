module demo/server

go 1.22
