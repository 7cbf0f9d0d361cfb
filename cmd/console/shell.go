package console

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
)

// Relative is the path as seen from where the user stands; the path itself
// where there is no such way, as between two drives.
func Relative(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	way, err := filepath.Rel(here, absolute)
	if err != nil {
		return path
	}
	return way
}

// Quoted is the word as it is typed at a shell, to be copied from a printed command.
func Quoted(word string) string { return quote(word, runtime.GOOS == "windows") }

// quote leaves alone what no shell would split or expand. POSIX shells and
// PowerShell take single quotes, cmd.exe double quotes only; no Windows path
// can hold one.
func quote(word string, windows bool) string {
	if strings.HasPrefix(word, "-") {
		word = "." + string(filepath.Separator) + word
	}
	switch {
	case word != "" && strings.IndexFunc(word, special(windows)) < 0:
		return word
	case windows:
		return `"` + word + `"`
	default:
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
}

func special(windows bool) func(rune) bool {
	plain := "_-./:@%+,="
	if windows {
		plain = `_-./:@\`
	}
	return func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(plain, r)
	}
}
