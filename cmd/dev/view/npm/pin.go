package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// largest is what one file may have, packed or not; the largest of them has 4 MB.
const largest = 16 << 20

// A pin is one version of a package, and what of it is needed.
type pin struct {
	name, version string
	integrity     string            // sha512 of the archive in base64, as npm's lock files have it
	module        string            // path in the package of the file that is imported
	digests       map[string]string // sha256 in hex, of that file and of the licences
}

// pins lists the packages. After a change of versions the integrity comes from
// package-lock.json, and the digests from sha256sum.
func pins() []pin {
	const weChat = "039ff50a01205f3b714c8d53e3b5d6d5bcef97b6008ffafb79787bc803639eb3"
	return []pin{
		{
			"glass-easel", "0.12.1",
			"SlwiIDs0ipaTDIolmo8qa7QZA+Xh8/O0yCM6Ec9A3/Qk8Jk01R8mmL6YKWLo5FCKbVlnVMdTyWbrI9McYN7/jA==",
			"dist/glass_easel.all.es.js",
			map[string]string{"dist/glass_easel.all.es.js": "eb2e4183f66c711008443c25409e8524a981824a8a93b8fb3532266c2ec2da18", "LICENSE": weChat},
		},
		{
			"glass-easel-miniprogram-adapter", "0.12.1",
			"sZfrjqGt7mvIih5x38cQ+MJ32eaXLu8B4RuCzSPShA2SlC7r4FGere+ZrHHNHT47Nczfl2xkuBZQfs3aDjhMZQ==",
			"dist/glass_easel_miniprogram_adapter.es.js",
			map[string]string{"dist/glass_easel_miniprogram_adapter.es.js": "ea97663c533ed47d867c635a009e0fb589ef0df9fd6371192bfe717cd8945a24", "LICENSE": weChat},
		},
		{
			Compiler, "1.1.0",
			"hE1Q561tPi0bScHiPDhmRDLSxZxxDmyyUsvjK694aRjeZZqZSvT/W1J/e8dRuMNSc7RAwLj4JWTsSOSQUnYhvQ==",
			"pkg/glass_easel_template_compiler_bg.wasm",
			map[string]string{"pkg/glass_easel_template_compiler_bg.wasm": "9fac78f6722fd8dcb31a64114b6989049f3d3b3d294382c2af36b19aae16d15c", "LICENSE": weChat},
		},
		{
			"mpegts.js", "1.8.2",
			"cZYMa5muASH55wrS6JK5IGkUqnCA96c0f+WdnW91jIK9s/N6NzjmTQDJNYg9A5u/G2Q5nj2b3w1Zwzze/9guxA==",
			"dist/mpegts.js",
			map[string]string{
				"dist/mpegts.js":             "bda31748736a69cb610c2edf4623e633f1f4f47b5bda83668c8d287e51b0c3a8",
				"dist/mpegts.js.LICENSE.txt": "dc4d5273f129801a2575dcb2649d5ad2ca06be1334c9be2a8f7929118e0e8668",
				"LICENSE":                    "58d1e17ffe5109a7ae296caafcadfdbe6a7d176f0bc4ab01e12a689b0499d8bd",
			},
		},
	}
}

func (p pin) String() string { return p.name + " " + p.version }

// folder is where a package lies in the cache and in the binary.
func (p pin) folder() string { return p.name + "-" + p.version }

// read returns the files of the package, or nil where one is missing or has
// another digest: then it is another version, broken, or somebody's.
func (p pin) read(place fs.FS, folder string) map[string][]byte {
	files := map[string][]byte{}
	for name, digest := range p.digests {
		content, err := readFile(place, path.Join(folder, name))
		if err != nil || hexDigest(content) != digest {
			return nil
		}
		files[name] = content
	}
	return files
}

// unpack returns the needed files of an archive. It looks into no archive but
// the one that was published.
func (p pin) unpack(archive []byte) (map[string][]byte, error) {
	sum := sha512.Sum512(archive)
	if base64.StdEncoding.EncodeToString(sum[:]) != p.integrity {
		return nil, errors.New("what came is not what was published: its sha512 is another")
	}
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for t := tar.NewReader(z); len(files) < len(p.digests); {
		header, err := t.Next()
		if err != nil {
			return nil, fmt.Errorf("files are missing in the archive: %w", err)
		}
		_, name, _ := strings.Cut(header.Name, "/") // all lie in one folder, whatever its name
		if p.digests[name] == "" {
			continue
		}
		if files[name], err = io.ReadAll(io.LimitReader(t, largest)); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// readFile reads a plain file, for a pipe in its place would never end.
func readFile(place fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(place, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrInvalid
	}
	f, err := place.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, largest))
}

func hexDigest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
