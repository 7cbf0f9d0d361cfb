package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/project"
	"mlvb/generator/txn"
)

// CheckTarget says whether [New] would make a project in dir, as far as that
// can be told before the answers are known. The error is a [*TargetError].
func CheckTarget(dir string) error {
	exists, err := targetExists(dir)
	if err != nil || !exists {
		return err
	}
	disk, err := txn.OpenDisk(dir)
	if err != nil {
		return targetFault(dir, err)
	}
	defer disk.Close()
	_, err = readTarget(dir, disk)
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
		return false, targetFault(dir, err)
	}
	return false, nil
}

// readTarget reads a folder that is to become a project: the few files that it
// may hold already. In the way is everything else, and a link among them.
func readTarget(dir string, disk txn.Disk) (files.Tree, error) {
	if err := checkNoRecord(dir, disk); err != nil {
		return nil, err
	}
	entries, err := disk.ReadDir(".")
	if err != nil {
		return nil, targetFault(dir, err)
	}
	var ours files.Tree
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == ".git", e.IsDir() && (name == project.RecordDir || strings.HasPrefix(name, txn.StagePrefix)):
			continue // .mlvb was looked into; a stage that is left here is swept away
		case e.Type()&fs.ModeSymlink != 0 && mayBeThere(name):
			return nil, &project.TargetError{Reason: project.TargetIsLink, Dir: dir, Path: name}
		case !e.Type().IsRegular() || !mayBeThere(name):
			return nil, &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: name}
		}
		at, err := txn.Look(disk, name)
		if err != nil {
			return nil, targetFault(dir, err)
		}
		if at != nil {
			ours = append(ours, files.File{Path: name, Content: at.Content, Executable: at.Mode&0o100 != 0, Perm: at.Mode})
		}
	}
	ours.Sort()
	return ours, nil
}

// checkNoRecord refuses a folder that is a project already. What else is in
// .mlvb can be work that a killed run left, and nothing more.
func checkNoRecord(dir string, disk txn.Disk) error {
	info, err := disk.Lstat(project.RecordDir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return targetFault(dir, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return &project.TargetError{Reason: project.TargetIsLink, Dir: dir, Path: project.RecordDir}
	case !info.IsDir():
		return &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: project.RecordDir}
	}
	if _, err := disk.Lstat(project.RecordFile); err == nil {
		return &project.TargetError{Reason: project.TargetIsProject, Dir: dir, Path: project.RecordFile}
	}
	entries, err := disk.ReadDir(project.RecordDir)
	for _, e := range entries {
		if path := project.RecordDir + "/" + e.Name(); path != txn.Work {
			return &project.TargetError{Reason: project.TargetNotEmpty, Dir: dir, Path: path}
		}
	}
	return err
}

// mayBeThere reports whether a fresh repository may hold a file of that name.
func mayBeThere(name string) bool {
	return name == ".gitignore" || name == ".gitattributes" || isUsersOwn(name)
}

// isUsersOwn reports whether a file that is there already is kept as it is.
func isUsersOwn(name string) bool {
	upper := strings.ToUpper(name)
	return !strings.Contains(name, "/") && (strings.HasPrefix(upper, "README") || strings.HasPrefix(upper, "LICENSE"))
}

// planTarget plans what becomes of a folder with those files. The template
// gives way where the user has a README or a licence of that name, whatever its
// case.
func planTarget(ours, theirs files.Tree) plan.Plan {
	theirs = slices.Clone(theirs)
	for i, f := range theirs {
		for _, own := range ours {
			if isUsersOwn(f.Path) && paths.Fold(own.Path) == paths.Fold(f.Path) {
				theirs[i].Path = own.Path
			}
		}
	}
	theirs.Sort()
	return plan.Make(plan.Sides{Ours: memory(ours), Theirs: theirs}, plan.Policy{Keeps: isUsersOwn})
}

// checkCollisions refuses a plan that can't be carried out as it is.
func checkCollisions(dir string, ours files.Tree, steps plan.Plan) error {
	clash := paths.NewClashes()
	for _, f := range ours {
		clash.Add(f.Path)
	}
	for _, s := range steps {
		if s.Action == plan.ActionConflict || clash.Add(s.Path) != "" {
			return &project.TargetError{Reason: project.TargetCollides, Dir: dir, Path: s.Path}
		}
	}
	return nil
}

// targetFault tells what the system had against a folder.
func targetFault(dir string, err error) error {
	var target *project.TargetError
	var link *txn.LinkError
	var changed *txn.ChangedError
	switch {
	case err == nil, errors.As(err, &target):
		return err
	case errors.Is(err, txn.ErrBusy):
		return &project.TargetError{Reason: project.TargetBusy, Dir: dir}
	case errors.As(err, &link):
		return &project.TargetError{Reason: project.TargetIsLink, Dir: dir, Path: link.Path}
	case errors.As(err, &changed):
		return &project.TargetError{Reason: project.TargetChanged, Dir: dir, Path: changed.Path}
	case errors.Is(err, fs.ErrExist):
		return &project.TargetError{Reason: project.TargetChanged, Dir: dir, Err: err} // it appeared after the plan was made
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &project.TargetError{Reason: project.TargetNotWritable, Dir: dir, Err: err}
	}
	return fmt.Errorf("%s: %w", dir, err)
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

type memory files.Tree

func (d memory) At(path string) txn.Standing {
	f, ok := files.Tree(d).Find(path)
	if !ok {
		return txn.Standing{}
	}
	return txn.Standing{Kind: txn.Regular, Entry: f.Entry()}
}

func (d memory) Exists(path string) bool { return d.At(path).Kind == txn.Regular }
