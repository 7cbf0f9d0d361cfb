package git

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// gitHash is the name of a git object: the SHA-1 of its kind, size and content.
type objectID [sha1.Size]byte

// gitObject is an object as a pack holds it (git: Documentation/gitformat-pack).
type object struct {
	hash   objectID
	packed []byte // kind, size and compressed content
	crc    uint32 // of packed
	offset int    // in the pack
}

// The kinds of objects, by their number in a pack.
const (
	kindCommit = 1
	kindTree   = 2
	kindBlob   = 3
)

// gitPack gathers the objects of a repository to write them as one pack: a
// loose file for each costs several times as much.
type packFile struct {
	objects []object
	known   map[objectID]bool
	deflate sync.Pool // of *zlib.Writer
}

func newPackFile() *packFile {
	return &packFile{
		known: map[objectID]bool{},
		deflate: sync.Pool{New: func() any {
			w, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
			if err != nil {
				panic(err) // a constant level is right or wrong for good
			}
			return w
		}},
	}
}

// addBlobs adds the contents of files, and notes their names in them.
func (p *packFile) addBlobs(files []File) error {
	objects := make([]object, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		group.Go(func() (err error) {
			objects[i], err = p.object(kindBlob, f.Content)
			return err
		})
	}
	err := group.Wait()
	for i, o := range objects {
		p.keep(o)
		files[i].blob = o.hash
	}
	return err
}

// add adds one object and returns its name.
func (p *packFile) add(kind byte, content []byte) (objectID, error) {
	o, err := p.object(kind, content)
	p.keep(o)
	return o.hash, err
}

func (p *packFile) keep(o object) {
	if !p.known[o.hash] {
		p.known[o.hash] = true
		p.objects = append(p.objects, o)
	}
}

func (p *packFile) object(kind byte, content []byte) (object, error) {
	name := [...]string{kindCommit: "commit", kindTree: "tree", kindBlob: "blob"}[kind]
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", name, len(content))
	h.Write(content)
	o := object{hash: objectID(h.Sum(nil))}

	var packed bytes.Buffer
	packed.Grow(len(content)/2 + 32)
	packed.Write(objectHeader(kind, len(content)))
	w := p.deflate.Get().(*zlib.Writer)
	defer p.deflate.Put(w)
	w.Reset(&packed)
	if _, err := w.Write(content); err != nil {
		return o, err
	}
	err := w.Close()
	o.packed, o.crc = packed.Bytes(), crc32.ChecksumIEEE(packed.Bytes())
	return o, err
}

// objectHeader writes kind and size: four bits of the size beside the kind,
// then seven at a time, the high bit saying that more follow.
func objectHeader(kind byte, size int) []byte {
	header := []byte{kind<<4 | byte(size&0xf)}
	for size >>= 4; size > 0; size >>= 7 {
		header[len(header)-1] |= 0x80
		header = append(header, byte(size&0x7f))
	}
	return header
}

// addTree adds the tree of a folder, which ends in a slash unless it is the
// root, and of the folders below. The files, sorted by path, are those below
// the folder: that is the order that git sorts a tree in, too.
func (p *packFile) addTree(folder string, files []File) (objectID, error) {
	var tree bytes.Buffer
	for i := 0; i < len(files); {
		name, _, deeper := strings.Cut(files[i].Path[len(folder):], "/")
		if !deeper {
			fmt.Fprintf(&tree, "%o %s\x00%s", modeOf(&files[i].File), name, files[i].blob[:])
			i++
			continue
		}
		sub := folder + name + "/"
		end := i + 1
		for end < len(files) && strings.HasPrefix(files[end].Path, sub) {
			end++
		}
		hash, err := p.addTree(sub, files[i:end])
		if err != nil {
			return objectID{}, err
		}
		fmt.Fprintf(&tree, "40000 %s\x00%s", name, hash[:])
		i = end
	}
	return p.add(kindTree, tree.Bytes())
}

// addCommit adds a commit without parents.
func (p *packFile) addCommit(tree objectID, by, message string) (objectID, error) {
	text := fmt.Sprintf("tree %x\nauthor %s\ncommitter %s\n\n%s\n", tree, by, by, strings.TrimSpace(message))
	return p.add(kindCommit, []byte(text))
}

// signature says who did something and when, as git writes it.
func (who identity) signature(when time.Time) string {
	return fmt.Sprintf("%s <%s> %d %s", who.name, who.email, when.Unix(), when.Format("-0700"))
}

// encode writes the pack, notes where in it each object begins, and returns
// its checksum, which is its name.
func (p *packFile) encode() ([]byte, objectID) {
	var b bytes.Buffer
	size := 12 + sha1.Size
	for _, o := range p.objects {
		size += len(o.packed)
	}
	b.Grow(size)
	b.WriteString("PACK")
	b.Write(binary.BigEndian.AppendUint32([]byte{0, 0, 0, 2}, uint32(len(p.objects))))
	for i := range p.objects {
		p.objects[i].offset = b.Len()
		b.Write(p.objects[i].packed)
	}
	sum := sha1.Sum(b.Bytes())
	b.Write(sum[:])
	return b.Bytes(), sum
}
