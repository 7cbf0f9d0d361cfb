package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mlvb/generator/filesystem"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// CheckTarget says whether [New] would make a project in dir, as far as that
// can be told before the answers are known: what a killed run left there New
// undoes first. The error is a [*project.TargetError].
func CheckTarget(dir string) error {
	exists, err := targetExists(dir)
	if err != nil || !exists || txn.HasLeftovers(dir) {
		return err
	}
	disk, err := filesystem.OpenDisk(dir)
	if err != nil {
		return project.TargetFault(dir, err)
	}
	defer disk.Close()
	_, err = existingFiles(dir, disk)
	return err
}

// targetExists reports whether the folder is there. It refuses a file, a link,
// and a path on whose way there is a file.
func targetExists(dir string) (bool, error) {
	info, err := os.Lstat(filepath.Clean(dir))
	switch {
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		return false, &project.TargetError{Reason: project.TargetIsLink, Dir: dir}
	case err == nil && !info.IsDir():
		return false, &project.TargetError{Reason: project.TargetIsFile, Dir: dir}
	case err == nil:
		return true, nil
	}
	if file, ok := fileAbove(dir); ok {
		return false, &project.TargetError{Reason: project.TargetIsFile, Dir: file}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return false, project.TargetFault(dir, err)
	}
	return false, nil
}

// existingFiles lists the files of a folder that is to become a project: the few
// that it may hold already. The error names the first thing that is in the way.
func existingFiles(dir string, disk filesystem.Disk) ([]string, error) {
	if err := checkNoRecord(dir, disk); err != nil {
		return nil, err
	}
	entries, err := disk.ReadDir(".")
	if err != nil {
		return nil, project.TargetFault(dir, err)
	}
	var names []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == ".git", e.IsDir() && (name == project.Dir || strings.HasPrefix(name, txn.StagePrefix)):
			continue // .mlvb was looked into; a stage that is left here is swept away
		case e.Type()&fs.ModeSymlink != 0 && mayExist(name):
			return nil, &project.TargetError{Reason: project.TargetIsLink, Dir: dir, Path: name}
		case !e.Type().IsRegular() || !mayExist(name):
			return nil, &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: name}
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

// checkNoRecord refuses a folder that is a project already. What else is in
// .mlvb can be what a killed run left, and what recovery put aside, and nothing
// more.
func checkNoRecord(dir string, disk filesystem.Disk) error {
	info, err := disk.Lstat(project.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return project.TargetFault(dir, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return &project.TargetError{Reason: project.TargetIsLink, Dir: dir, Path: project.Dir}
	case !info.IsDir():
		return &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: project.Dir}
	}
	if _, err := disk.Lstat(project.RecordFile); err == nil {
		return &project.TargetError{Reason: project.TargetIsProject, Dir: dir, Path: project.RecordFile}
	}
	entries, err := disk.ReadDir(project.Dir)
	for _, e := range entries {
		path := project.Dir + "/" + e.Name()
		if path != txn.Work && !strings.HasPrefix(path, txn.AsideDir) {
			return &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: path}
		}
	}
	return err
}

// mayExist reports whether a fresh repository may hold a file of that name.
func mayExist(name string) bool {
	return name == ".gitignore" || name == ".gitattributes" || isReadmeOrLicence(name)
}

// isReadmeOrLicence reports whether a path is one of the files that `mlvb new`
// leaves as the user has them: README* and LICENSE* of the folder itself.
func isReadmeOrLicence(name string) bool {
	upper := strings.ToUpper(name)
	return !strings.Contains(name, "/") && (strings.HasPrefix(upper, "README") || strings.HasPrefix(upper, "LICENSE"))
}

// fileAbove returns the parent of a path that is a file rather than a folder.
func fileAbove(dir string) (string, bool) {
	for dir = filepath.Clean(dir); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			return dir, !info.IsDir()
		}
	}
	return "", false
}
