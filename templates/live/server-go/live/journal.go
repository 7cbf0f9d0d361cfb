package live

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

const (
	maxLine   = 1 << 20 // of the journal
	compactAt = 1 << 20 // bytes that a journal may have whatever is in it
)

// journal is a map of maps on disk. A change is one line at the end of a file,
// written before it counts, so that whatever ends the process ends it between two
// changes; only a failure of the machine may take the last ones. When most of the
// file is history, it is written anew. A nil journal keeps nothing.
type journal struct {
	path string
	log  *slog.Logger

	mu     sync.Mutex
	file   *os.File
	size   int64                      // of the file
	useful int64                      // bytes of it that still count
	limit  int64                      // size at which it is written anew
	index  map[string]map[string]span // bucket → key → the line that counts
}

// span is where a line is.
type span struct{ at, length int64 }

// entry is one change: a value for a key; without one, the key's end; without a
// key too, that of the whole bucket.
type entry struct {
	Bucket string          `json:"b"`
	Key    string          `json:"k,omitempty"`
	Value  json.RawMessage `json:"v,omitempty"`
}

// contents is what a journal holds, by bucket and key.
type contents map[string]map[string]json.RawMessage

// openJournal reads the journal at path, or begins one. Lines that are damaged,
// as the last one after a power cut, are told in the log and left out; the file
// as it was stays beside the new one.
func openJournal(path string, log *slog.Logger) (*journal, contents, error) {
	j := &journal{path: path, log: log, limit: compactAt, index: map[string]map[string]span{}}
	if err := j.open(); err != nil {
		return nil, nil, err
	}
	held, damaged, err := j.read()
	if err == nil && damaged > 0 {
		log.Warn("lines of the journal were damaged and are left out; the file as it was is kept", "file", path+".damaged", "lines", damaged)
		err = j.compact(path + ".damaged")
	}
	if err != nil {
		j.close()
		return nil, nil, err
	}
	return j, held, nil
}

func (j *journal) open() (err error) {
	j.file, err = os.OpenFile(j.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	return err
}

func (j *journal) read() (held contents, damaged int, err error) {
	held = contents{}
	err = scanLines(j.file, func(at int64, line []byte) {
		e, ok := parseLine(line)
		if !ok {
			damaged++
			return
		}
		held.apply(e)
		j.apply(e, span{at, int64(len(line))})
		j.size = at + int64(len(line))
	})
	return held, damaged, err
}

func (c contents) apply(e entry) {
	switch {
	case e.Value != nil:
		if c[e.Bucket] == nil {
			c[e.Bucket] = map[string]json.RawMessage{}
		}
		c[e.Bucket][e.Key] = bytes.Clone(e.Value)
	case e.Key != "":
		delete(c[e.Bucket], e.Key)
	default:
		delete(c, e.Bucket)
	}
}

// apply keeps account of which lines count.
func (j *journal) apply(e entry, line span) {
	bucket := j.index[e.Bucket]
	switch {
	case e.Value != nil:
		if bucket == nil {
			bucket = map[string]span{}
			j.index[e.Bucket] = bucket
		}
		j.useful += line.length - bucket[e.Key].length
		bucket[e.Key] = line
	case e.Key != "":
		j.useful -= bucket[e.Key].length
		delete(bucket, e.Key)
	default:
		for _, old := range bucket {
			j.useful -= old.length
		}
		delete(j.index, e.Bucket)
	}
}

// write keeps changes. After an error none of them is kept.
func (j *journal) write(entries ...entry) error {
	if j == nil || len(entries) == 0 {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var lines bytes.Buffer
	spans := make([]span, len(entries))
	for i, e := range entries {
		line := formatLine(e)
		spans[i] = span{j.size + int64(lines.Len()), int64(len(line))}
		lines.Write(line)
	}
	if _, err := j.file.Write(lines.Bytes()); err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	j.size += int64(lines.Len())
	for i, e := range entries {
		j.apply(e, spans[i])
	}
	if j.size >= j.limit && j.size >= 2*j.useful {
		if err := j.compact(""); err != nil {
			j.limit = 2 * j.size // it goes on growing, and tries again
			j.log.Error("the journal could not be written anew", "file", j.path, "reason", err.Error())
		}
	}
	return nil
}

// compact writes a file of nothing but the lines that count, and puts it in the
// place of the journal, which goes to aside unless that is empty.
func (j *journal) compact(aside string) error {
	fresh := j.path + ".new"
	index, size, err := j.copyTo(fresh)
	if err != nil {
		return err
	}
	j.file.Close() // Windows renames no open file
	if aside != "" {
		err = os.Rename(j.path, aside)
	}
	if err == nil {
		err = os.Rename(fresh, j.path)
	}
	if err = errors.Join(err, j.open()); err != nil {
		return err
	}
	j.index, j.size, j.useful, j.limit = index, size, size, max(compactAt, 2*size)
	return nil
}

func (j *journal) copyTo(path string) (index map[string]map[string]span, size int64, err error) {
	fresh, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, 0, err
	}
	defer fresh.Close()
	w := bufio.NewWriter(fresh)
	index = map[string]map[string]span{}
	err = scanLines(j.file, func(at int64, line []byte) {
		e, ok := parseLine(line)
		if !ok || e.Value == nil || j.index[e.Bucket][e.Key].at != at {
			return
		}
		if index[e.Bucket] == nil {
			index[e.Bucket] = map[string]span{}
		}
		index[e.Bucket][e.Key] = span{size, int64(len(line))}
		size += int64(len(line))
		_, _ = w.Write(line) // Flush tells
	})
	return index, size, errors.Join(err, w.Flush(), fresh.Sync())
}

// close lets the disk have what the system still holds back.
func (j *journal) close() {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = j.file.Sync() // the next start tells what is missing
	_ = j.file.Close()
}

// formatLine is a checksum and the change: "89abcdef {...}\n".
func formatLine(e entry) []byte {
	text, _ := json.Marshal(e) // strings, and JSON made by json.Marshal
	return fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE(text), text)
}

func parseLine(line []byte) (e entry, ok bool) {
	sum, text, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
	if string(sum) != fmt.Sprintf("%08x", crc32.ChecksumIEEE(text)) || !bytes.HasSuffix(line, []byte("\n")) {
		return entry{}, false
	}
	return e, json.Unmarshal(text, &e) == nil
}

// scanLines hands out the lines of a file with the places where they begin. What
// is longer than any line comes in pieces, and is none.
func scanLines(file *os.File, each func(at int64, line []byte)) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r, at := bufio.NewReaderSize(file, maxLine), int64(0)
	for {
		line, err := r.ReadSlice('\n')
		if len(line) > 0 {
			each(at, line)
		}
		at += int64(len(line))
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// state is the folder of what outlives the server: a journal of the rooms and, in
// development, the key that signs. One process has it at a time.
type state struct {
	journal *journal // nil without a folder
	held    contents
	key     Secret // of development
	lock    *os.File
}

// StateError says why the folder of the server's state can't be used.
type StateError struct {
	Dir string
	Err error
}

var errStateTaken = errors.New("another server that runs has it")

func (e *StateError) Error() string {
	if e.Taken() {
		return fmt.Sprintf("the state in %s: %v; stop that one, or set STATE_DIR to another folder", e.Dir, e.Err)
	}
	return fmt.Sprintf("the state in %s: %v; set STATE_DIR to a folder that the server may write, or to none to forget all rooms at the end", e.Dir, e.Err)
}

func (e *StateError) Unwrap() error { return e.Err }

// Taken reports whether another server that runs has the folder.
func (e *StateError) Taken() bool { return errors.Is(e.Err, errStateTaken) }

// openState opens the folder that the settings name; without one, nothing lasts.
func openState(cfg Config, log *slog.Logger, random io.Reader) (*state, error) {
	s := &state{}
	err := s.open(cfg.StateDir, log)
	if err == nil && cfg.SecretKey == "" {
		s.key, err = developmentKey(cfg.StateDir, random)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *state) open(dir string, log *slog.Logger) (err error) {
	if dir == "" {
		return nil
	}
	defer func() {
		if err != nil {
			err = &StateError{dir, err}
		}
	}()
	if err := makeStateDir(dir); err != nil {
		return err
	}
	if s.lock, err = lock(filepath.Join(dir, "lock")); err != nil {
		return err
	}
	s.journal, s.held, err = openJournal(filepath.Join(dir, "rooms.journal"), log)
	return err
}

// makeStateDir keeps the folder out of git, whatever project it is in.
func makeStateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	ignore := filepath.Join(dir, ".gitignore")
	if _, err := os.Stat(ignore); err == nil {
		return nil
	}
	return os.WriteFile(ignore, []byte("*\n"), 0o600)
}

func (s *state) close() {
	s.journal.close()
	if s.lock != nil {
		_ = s.lock.Close() // the process's end lets it go as well
	}
}

// DevelopmentKey returns the key that a server with these settings signs with if
// they hold none, for a server beside it. An error is a *StateError.
func DevelopmentKey(cfg Config) (Secret, error) {
	if cfg.StateDir != "" {
		if err := makeStateDir(cfg.StateDir); err != nil {
			return "", &StateError{cfg.StateDir, err}
		}
	}
	return developmentKey(cfg.StateDir, rand.Reader)
}

// developmentKey stands in for the secrets of production. It is kept, so that
// what it signed holds when the server starts again, and may be shared with a
// signer in another language.
func developmentKey(dir string, random io.Reader) (Secret, error) {
	if dir == "" {
		made, err := randomHex(random, 32)
		return Secret(made), err
	}
	path := filepath.Join(dir, "key")
	key, err := readKey(path)
	if err == nil && key == "" {
		if err = makeKey(path, random); err == nil {
			key, err = readKey(path)
		}
	}
	var failed *fs.PathError
	if errors.As(err, &failed) {
		err = &StateError{dir, err}
	}
	return key, err
}

// readKey returns no key from a file that holds none, as after a full disk.
func readKey(path string) (Secret, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	key := strings.TrimSpace(string(text))
	if err != nil || !consists(key, 64, 64, lowerHex) {
		return "", err
	}
	return Secret(key), os.Chmod(path, 0o600)
}

func makeKey(path string, random io.Reader) error {
	made, err := randomHex(random, 32)
	if err != nil {
		return err
	}
	fresh := path + ".new"
	if err := os.WriteFile(fresh, []byte(made+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}
