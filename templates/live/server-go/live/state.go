package live

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

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
