package generator

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/memory"
)

// mainBranch is where the first commit goes.
const mainBranch = plumbing.ReferenceName("refs/heads/main")

// gitRepository is a repository in the making. Objects are gathered in memory
// and written as one pack: a loose file for each costs several times as much.
type gitRepository struct {
	disk    *filesystem.Storage
	objects *memory.Storage
	hashes  []plumbing.Hash
	index   index.Index
}

// initRepository writes an empty repository.
func initRepository(gitDir string) (*gitRepository, error) {
	disk := filesystem.NewStorage(osfs.New(gitDir), cache.NewObjectLRUDefault())
	if err := disk.Init(); err != nil {
		return nil, err
	}
	if err := disk.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, mainBranch)); err != nil {
		return nil, err
	}
	r := &gitRepository{disk: disk, objects: memory.NewStorage(), index: index.Index{Version: 2}}
	return r, r.configure()
}

func (r *gitRepository) configure() error {
	c, err := r.disk.Config()
	if err != nil {
		return err
	}
	core := c.Raw.Section("core")
	core.SetOption("repositoryformatversion", "0")
	core.SetOption("filemode", strconv.FormatBool(runtime.GOOS != "windows"))
	core.SetOption("logallrefupdates", "true")
	return r.disk.SetConfig(c)
}

// stage makes a blob and an index entry of each file in dir.
func (r *gitRepository) stage(dir string, files Tree) error {
	for _, f := range files {
		hash, err := r.add(plumbing.BlobObject, f.Content)
		if err != nil {
			return err
		}
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return err
		}
		entry := &index.Entry{
			Hash: hash, Name: f.Path, Mode: gitMode(f),
			Size: uint32(info.Size()), ModifiedAt: info.ModTime(),
		}
		fillStat(entry, info)
		r.index.Entries = append(r.index.Entries, entry)
	}
	return nil
}

func gitMode(f File) filemode.FileMode {
	if f.Executable {
		return filemode.Executable
	}
	return filemode.Regular
}

func (r *gitRepository) add(kind plumbing.ObjectType, content []byte) (plumbing.Hash, error) {
	o := &plumbing.MemoryObject{}
	o.SetType(kind)
	if _, err := o.Write(content); err != nil {
		return plumbing.ZeroHash, err
	}
	return r.keep(o)
}

func (r *gitRepository) keep(o *plumbing.MemoryObject) (plumbing.Hash, error) {
	if _, known := r.objects.Objects[o.Hash()]; !known {
		r.hashes = append(r.hashes, o.Hash())
	}
	return r.objects.SetEncodedObject(o)
}

// commit makes a commit of all that is staged, saves everything and only then
// points main at it.
func (r *gitRepository) commit(message string, who identity, now time.Time) error {
	root, err := r.tree("")
	if err != nil {
		return err
	}
	by := object.Signature{Name: who.name, Email: who.email, When: now}
	c := &object.Commit{Author: by, Committer: by, Message: message + "\n", TreeHash: root}
	o := &plumbing.MemoryObject{}
	if err := c.Encode(o); err != nil {
		return err
	}
	hash, err := r.keep(o)
	if err != nil {
		return err
	}
	if err := r.save(); err != nil {
		return err
	}
	return r.disk.SetReference(plumbing.NewHashReference(mainBranch, hash))
}

// tree makes the tree object of a folder, which ends in a slash unless it is
// the root, and of those below it. Index entries are sorted by path, so the
// ones of a folder stand together.
func (r *gitRepository) tree(folder string) (plumbing.Hash, error) {
	entries := r.index.Entries
	from := sort.Search(len(entries), func(i int) bool { return entries[i].Name >= folder })
	t := &object.Tree{}
	for i := from; i < len(entries) && strings.HasPrefix(entries[i].Name, folder); {
		name, _, deeper := strings.Cut(entries[i].Name[len(folder):], "/")
		if !deeper {
			t.Entries = append(t.Entries, object.TreeEntry{Name: name, Mode: entries[i].Mode, Hash: entries[i].Hash})
			i++
			continue
		}
		below := folder + name + "/"
		hash, err := r.tree(below)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		t.Entries = append(t.Entries, object.TreeEntry{Name: name, Mode: filemode.Dir, Hash: hash})
		for i < len(entries) && strings.HasPrefix(entries[i].Name, below) {
			i++
		}
	}
	sort.Sort(object.TreeEntrySorter(t.Entries))
	o := &plumbing.MemoryObject{}
	if err := t.Encode(o); err != nil {
		return plumbing.ZeroHash, err
	}
	return r.keep(o)
}

// save writes the objects, as one pack, and the index.
func (r *gitRepository) save() error {
	w, err := r.disk.PackfileWriter()
	if err != nil {
		return err
	}
	// Without a window for deltas: a first commit has nothing to differ from.
	_, err = packfile.NewEncoder(w, r.objects, false).Encode(r.hashes, 0)
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	return r.disk.SetIndex(&r.index)
}

// tracked leaves out the files that hold secrets and those that the
// .gitignore files among them tell git to leave out.
func tracked(files Tree) Tree {
	var patterns []gitignore.Pattern
	for _, f := range files {
		if path.Base(f.Path) == ".gitignore" {
			patterns = append(patterns, ignorePatterns(f)...)
		}
	}
	matcher := gitignore.NewMatcher(patterns)
	var kept Tree
	for _, f := range files {
		if !f.Secret && !matcher.Match(strings.Split(f.Path, "/"), false) {
			kept = append(kept, f)
		}
	}
	return kept
}

func ignorePatterns(f File) []gitignore.Pattern {
	var domain []string
	if folder := path.Dir(f.Path); folder != "." {
		domain = strings.Split(folder, "/")
	}
	var patterns []gitignore.Pattern
	for line := range strings.Lines(string(f.Content)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			patterns = append(patterns, gitignore.ParsePattern(line, domain))
		}
	}
	return patterns
}
