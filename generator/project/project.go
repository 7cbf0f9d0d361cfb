// Package project knows what mlvb keeps of a project: the record, the base of
// the next merge and the open conflicts, all in .mlvb, and where the template's
// files lie there.
//
// A command opens the folder ([Open]), reads the state that the last command
// left ([Folder.Read]), looks at the files that matter ([Folder.Look]), makes a
// plan from that, and commits the plan together with the next state
// ([Folder.Commit]). Nothing else writes to a project.
//
// It asks no questions and renders nothing: the plan comes from package plan,
// the files to compare with from package template.
package project

import (
	"context"
	"errors"
	"io/fs"

	"mlvb/generator/files"
	"mlvb/generator/filesystem"
	"mlvb/generator/txn"
)

// OpenDisk opens a folder, as [filesystem.OpenDisk] does. Tests pass one whose disk
// fails on purpose.
type OpenDisk func(dir string) (filesystem.Disk, error)

// Folder is the folder of a project, opened for one command.
type Folder struct {
	Dir  string // as the caller named it
	Disk filesystem.Disk

	held *txn.Folder // nil where nothing is to be written
}

// Recovery tells what happened in a folder beside what the command was to do.
// Users have to be told, whether the command failed or not.
type Recovery struct {
	Done  bool     // a killed run before this one was undone first
	Aside []string // paths, below .mlvb/aside, of files that lost their place to what somebody wrote meanwhile
}

// Open takes the folder for a command that writes to it, and undoes what a
// killed run left there. A nil open is [filesystem.OpenDisk]. The error is an
// [*Error] with NotAProject where there is no folder, else a [*TargetError].
func Open(dir string, open OpenDisk) (*Folder, error) {
	disk, err := openDisk(dir, open)
	if err != nil {
		return nil, err
	}
	held, err := txn.Open(disk)
	if err != nil {
		return nil, errors.Join(TargetFault(dir, err), disk.Close())
	}
	return &Folder{Dir: dir, Disk: disk, held: held}, nil
}

// OpenToRead opens the folder for a command that writes nothing. It refuses one
// that a killed run left half done: no command starts from such a state.
func OpenToRead(dir string, open OpenDisk) (*Folder, error) {
	disk, err := openDisk(dir, open)
	if err != nil {
		return nil, err
	}
	interrupted, err := txn.Interrupted(disk)
	if err == nil && interrupted {
		err = &TargetError{Reason: TargetInterrupted, Dir: dir}
	}
	if err != nil {
		return nil, errors.Join(TargetFault(dir, err), disk.Close())
	}
	return &Folder{Dir: dir, Disk: disk}, nil
}

func openDisk(dir string, open OpenDisk) (filesystem.Disk, error) {
	if open == nil {
		open = filesystem.OpenDisk
	}
	disk, err := open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Reason: NotAProject, Dir: dir}
	}
	return disk, TargetFault(dir, err)
}

// Recovery tells what happened up to now.
func (f *Folder) Recovery() Recovery {
	if f.held == nil {
		return Recovery{}
	}
	return Recovery{Done: f.held.Recovered(), Aside: f.held.Aside()}
}

// CloseInto closes the folder, and leaves what happened in it for the command
// to tell.
func (f *Folder) CloseInto(r *Recovery) {
	*r = f.Recovery()
	_ = f.Close() // all is written: there is nothing to do about a lock that stays
}

// Close lets other commands have the folder.
func (f *Folder) Close() error {
	var err error
	if f.held != nil {
		err = f.held.Close()
	}
	return errors.Join(err, f.Disk.Close())
}

// Look takes a snapshot of the folder at these paths. The error is a
// [*TargetError].
func (f *Folder) Look(ctx context.Context, names []string) (files.Snapshot, error) {
	s, err := files.Look(ctx, f.Disk, names)
	return s, TargetFault(f.Dir, err)
}
