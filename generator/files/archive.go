package files

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"mlvb/generator/paths"
)

// MaxArchive is the size of the largest archive that is read, in bytes.
const MaxArchive = 64 << 20

// Pack writes a tree as tar.gz, the same bytes for the same tree. The fastest
// level is hardly larger than the best here, and takes a fraction of the time.
func (t Tree) Pack() ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(z)
	for _, f := range t {
		header := tar.Header{Typeflag: tar.TypeReg, Name: f.Path, Size: int64(len(f.Content)), Mode: int64(f.mode())}
		if err := archive.WriteHeader(&header); err != nil {
			return nil, err
		}
		if _, err := archive.Write(f.Content); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(archive.Close(), z.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Unpack reads what pack wrote, and refuses everything that it would not write.
func Unpack(data []byte) (Tree, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	limited := &io.LimitedReader{R: z, N: MaxTree + MaxFiles*1024}
	archive := tar.NewReader(limited)
	var t Tree
	clash := paths.NewClashes()
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			_, err := io.Copy(io.Discard, limited) // so that the checksum is checked
			return t, err
		}
		if err != nil {
			return nil, err
		}
		f, err := unpackFile(archive, header)
		if err != nil {
			return nil, err
		}
		if len(t) == MaxFiles || len(t) > 0 && t[len(t)-1].Path >= f.Path || clash.Add(f.Path) != "" {
			return nil, fmt.Errorf("%q is out of place", f.Path)
		}
		t = append(t, f)
	}
}

func unpackFile(archive io.Reader, header *tar.Header) (File, error) {
	if err := CheckPath(header.Name); err != nil {
		return File{}, err
	}
	if header.Typeflag != tar.TypeReg || header.Size > MaxFile {
		return File{}, fmt.Errorf("%q is not a file of a project", header.Name)
	}
	content, err := io.ReadAll(archive)
	if err != nil {
		return File{}, err
	}
	return File{
		Path:       header.Name,
		Content:    content,
		Executable: header.Mode&0o100 != 0,
		Merge:      GuessMerge(header.Name, content),
	}, nil
}
