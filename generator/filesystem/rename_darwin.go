package filesystem

import "golang.org/x/sys/unix"

const (
	renameExchange = unix.RENAME_SWAP
	renameNew      = unix.RENAME_EXCL
)

func renameWith(fromDir int, from string, toDir int, to string, flag uint) error {
	return unix.RenameatxNp(fromDir, from, toDir, to, uint32(flag))
}
