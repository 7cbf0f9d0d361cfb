package git

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"time"

	"mlvb/generator/filesystem"
)

// fileStat is what git compares before it reads a file, so that `git status`
// need not read them all.
type fileStat struct {
	changed              time.Time
	dev, inode, uid, gid uint32
}

// repository makes the files of a repository: branch main, the files staged
// and, where commit is asked for and it is known who commits, one commit. The
// paths are those within .git.
func (o Options) repository(files []File, commit bool, dir string) ([]filesystem.Entry, Outcome, error) {
	pack := newPackFile()
	if err := pack.addBlobs(files); err != nil {
		return nil, Failed, err
	}
	index, err := encodeIndex(files)
	if err != nil {
		return nil, Failed, err
	}
	repository := []filesystem.Entry{
		textEntry("HEAD", "ref: "+mainBranch+"\n"),
		textEntry("config", repositoryConfig(files)),
		{Path: "index", Content: index, Mode: 0o644},
		{Path: "refs/tags", Mode: fs.ModeDir | 0o755},
	}
	who, known := o.identity(dir)
	became := Staged
	if commit && known {
		became = Committed
		refs, err := o.commit(pack, files, who)
		if err != nil {
			return nil, Failed, err
		}
		repository = append(repository, refs...)
	} else {
		repository = append(repository, filesystem.Entry{Path: "refs/heads", Mode: fs.ModeDir | 0o755})
	}
	packed, err := encodePack(pack)
	repository = append(repository, packed...)
	slices.SortFunc(repository, func(a, b filesystem.Entry) int { return strings.Compare(a.Path, b.Path) })
	return repository, became, err
}

const mainBranch = "refs/heads/main"

// commit adds the commit, and returns the files that tell of it.
func (o Options) commit(pack *packFile, files []File, who identity) ([]filesystem.Entry, error) {
	tree, err := pack.addTree("", files)
	if err != nil {
		return nil, err
	}
	by := who.signature(o.Now)
	hash, err := pack.addCommit(tree, by, o.Message)
	if err != nil {
		return nil, err
	}
	subject, _, _ := strings.Cut(strings.TrimSpace(o.Message), "\n")
	log := fmt.Sprintf("%x %x %s\tcommit (initial): %s\n", objectID{}, hash, by, subject)
	return []filesystem.Entry{
		textEntry(mainBranch, fmt.Sprintf("%x\n", hash)),
		textEntry("logs/HEAD", log),
		textEntry("logs/"+mainBranch, log),
	}, nil
}

func encodePack(p *packFile) ([]filesystem.Entry, error) {
	pack, sum := p.encode()
	idx, err := encodeIdx(p.objects, sum)
	name := fmt.Sprintf("objects/pack/pack-%x", sum)
	return []filesystem.Entry{
		{Path: name + ".pack", Content: pack, Mode: 0o444},
		{Path: name + ".idx", Content: idx, Mode: 0o444},
	}, err
}

func textEntry(path, text string) filesystem.Entry {
	return filesystem.Entry{Path: path, Content: []byte(text), Mode: 0o644}
}

// gitConfig is what `git init` would write. It looks at what became of the
// files' modes: not every disk keeps them.
func repositoryConfig(files []File) string {
	modes := runtime.GOOS != "windows"
	for _, f := range files {
		modes = modes && f.Executable == (f.Info.Mode()&0o100 != 0)
	}
	config := fmt.Sprintf("[core]\n\trepositoryformatversion = 0\n\tfilemode = %v\n\tbare = false\n\tlogallrefupdates = true\n", modes)
	switch runtime.GOOS {
	case "darwin":
		config += "\tignorecase = true\n\tprecomposeunicode = true\n"
	case "windows":
		config += "\tsymlinks = false\n\tignorecase = true\n"
	}
	return config
}
