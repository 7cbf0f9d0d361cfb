package host

import (
	"io/fs"
	"path"

	"mlvb/generator/paths"
	"mlvb/generator/wechat"
)

// WeChat's limits, in bytes: of one package, of all of a mini-program, and of
// one that a service provider develops.
const (
	PackageLimit  = 2 << 20
	TotalLimit    = 30 << 20
	ProviderLimit = 20 << 20
)

// mostFiles bounds a look at sizes: nobody has a mini-program of so many.
const mostFiles = 50_000

// Size is what WeChat's compiler packs, in bytes of the sources: the compiler
// makes most of them smaller.
type Size struct {
	Main  int64 `json:"main"`
	Total int64 `json:"total"`
}

// Measure adds up the files of a mini-program that are packed.
func Measure(project fs.FS, m wechat.MiniProgram, pack wechat.PackOptions) Size {
	var s Size
	var roots []string
	for _, sub := range m.App.Subpackages {
		roots = append(roots, sub.Root)
	}
	packs := pack.Packs()
	seen := 0
	_ = fs.WalkDir(project, m.Root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		inside, _ := paths.Below(m.Root, name)
		if entry.IsDir() {
			if base := path.Base(name); base == "node_modules" || base == ".git" || base == ".svn" {
				return fs.SkipDir
			}
			return nil
		}
		if seen++; seen > mostFiles {
			return fs.SkipAll
		}
		if !packs(inside) {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		s.Total += info.Size()
		if len(roots) == 0 || !paths.Within(inside, roots) {
			s.Main += info.Size()
		}
		return nil
	})
	return s
}
