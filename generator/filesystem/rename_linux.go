package filesystem

import "golang.org/x/sys/unix"

const (
	renameExchange = unix.RENAME_EXCHANGE
	renameNew      = unix.RENAME_NOREPLACE
)

func renameWith(fromDir int, from string, toDir int, to string, flag uint) error {
	return unix.Renameat2(fromDir, from, toDir, to, flag)
}
