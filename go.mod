module mlvb

go 1.26.0
