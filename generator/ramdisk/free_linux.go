package ramdisk

import "syscall"

// free returns how many bytes a file system in memory has left, 0 for any other.
func free(dir string) uint64 {
	const tmpfs = 0x01021994
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil || stat.Type != tmpfs {
		return 0
	}
	return stat.Bavail * uint64(stat.Bsize)
}
