package git

import (
	"io/fs"
	"syscall"
	"time"
)

func statOf(info fs.FileInfo) fileStat {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileStat{}
	}
	return fileStat{
		changed: time.Unix(s.Ctimespec.Unix()),
		dev:     uint32(s.Dev),
		inode:   uint32(s.Ino),
		uid:     s.Uid,
		gid:     s.Gid,
	}
}
