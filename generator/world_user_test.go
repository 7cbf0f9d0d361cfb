package generator

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// edit has the user change something. Whatever is typed carries a token.
func (w *world) edit() {
	w.t.Helper()
	edits := []struct {
		name string
		do   func(file string)
	}{
		{"insert a line", w.insertLine},
		{"insert a line", w.insertLine},
		{"replace a line", w.replaceLine},
		{"drop a line", w.dropLine},
		{"change a value", w.changeValue},
		{"change a value", w.changeValue},
		{"add a value", w.addValue},
		{"break JSON", w.breakJSON},
		{"write back", w.writeBack},
		{"rewrite", w.rewrite},
		{"remove", w.removeFile},
		{"rename", w.rename},
		{"swap for a folder", w.swapForFolder},
		{"swap for a link", w.swapForLink},
		{"mode", w.changeMode},
		{"line endings", w.changeLineEndings},
		{"new file", w.newFile},
		{"beside", w.editBeside},
		{"settle by hand", w.settleByHand},
		{"settle by hand", w.settleByHand},
		{"lose", w.lose},
		{"git", w.useGit},
		{"git", w.useGit},
	}
	e := edits[w.intN(len(edits))]
	file := w.chooseFile(e.name)
	w.note("user: %s %s", e.name, file)
	e.do(file)
}

// chooseFile picks a file of the project that the edit makes sense for.
func (w *world) chooseFile(edit string) string {
	if len(w.focus) > 0 && w.oneIn(2) {
		return pick(w.choices, w.focus...)
	}
	names := []string{"page.js"}
	for _, name := range w.read().paths() {
		isJSON := strings.HasSuffix(name, ".json")
		if !isUsers(name) || strings.HasSuffix(name, "/") || isJSON != strings.Contains(edit, "value") && isJSON != strings.Contains(edit, "JSON") {
			continue
		}
		names = append(names, name)
	}
	return pick(w.choices, names...)
}

// lines returns the lines of a text file with their ends; none of what is no
// text.
func (w *world) lines(file string) []string {
	data, err := os.ReadFile(w.path(file))
	if err != nil || bytes.IndexByte(data, 0) >= 0 {
		return nil
	}
	return slices.Collect(strings.Lines(string(data)))
}

func (w *world) putLines(file string, lines []string) { w.put(file, strings.Join(lines, "")) }

func (w *world) insertLine(file string) {
	lines := w.lines(file)
	end := pick(w.choices, "\n", "\n", "\n", "\r\n")
	w.putLines(file, slices.Insert(lines, w.intN(len(lines)+1), w.token()+end))
}

func (w *world) replaceLine(file string) {
	if lines := w.lines(file); len(lines) > 0 {
		lines[w.intN(len(lines))] = w.token() + "\n"
		w.putLines(file, lines)
	}
}

func (w *world) dropLine(file string) {
	if lines := w.lines(file); len(lines) > 0 {
		at := w.intN(len(lines))
		w.putLines(file, slices.Delete(lines, at, at+1))
	}
}

func (w *world) rewrite(file string) {
	w.put(file, pick(w.choices, "", "\x00", "\ufeff")+w.token()+pick(w.choices, "", "\n"))
}

func (w *world) removeFile(file string) {
	if dir := path.Dir(file); w.oneIn(4) && dir != "." {
		file = dir
	}
	_ = os.RemoveAll(w.path(file)) // it may be gone already
}

func (w *world) rename(file string) {
	to := pick(w.choices, "moved1/file.js", "moved2/file.js", "own/renamed.js", "swap", "PAGE.js")
	w.mkdir(path.Dir(to))
	_ = os.Rename(w.path(file), w.path(to)) // a folder may be there
}

func (w *world) swapForFolder(file string) {
	if w.oneIn(2) {
		file = "swap"
	}
	info, err := os.Lstat(w.path(file))
	if err == nil && info.IsDir() {
		_ = os.RemoveAll(w.path(file))
		w.put(file, w.token()+"\n")
		return
	}
	_ = os.Remove(w.path(file))
	w.put(file+"/"+pick(w.choices, "own.js", "file.js"), w.token()+"\n")
}

func (w *world) swapForLink(file string) {
	if w.oneIn(3) && path.Dir(file) != "." {
		file = path.Dir(file)
	}
	target := filepath.Base(file) + "-linked"
	if os.Rename(w.path(file), w.path(path.Join(path.Dir(file), target))) == nil {
		_ = os.Symlink(target, w.path(file)) // some systems have no links
	}
}

func (w *world) changeMode(file string) {
	if w.oneIn(2) {
		file = "run.sh"
	}
	_ = os.Chmod(w.path(file), pick[os.FileMode](w.choices, 0o644, 0o755, 0o600, 0o744)) // it may be gone
}

func (w *world) changeLineEndings(file string) {
	lines := w.lines(file)
	every := 1 + w.intN(3)
	for i, line := range lines {
		if i%every == 0 {
			lines[i] = strings.TrimRight(line, "\r\n") + pick(w.choices, "\n", "\r\n")
		}
	}
	if lines != nil {
		w.putLines(file, lines)
	}
}

func (w *world) newFile(string) {
	w.put(pick(w.choices, "own.js", "deep/own.js", "packages/live/own.js", "deep/b.js", "packages/live/page1.js", "own/deep/x.js", "swap/own.js"), w.token()+"\n")
}

// editBeside works on the template's version beside a file.
func (w *world) editBeside(string) {
	for _, name := range w.read().paths() {
		if strings.Contains(path.Base(name), ".template") {
			if w.oneIn(3) {
				_ = os.Remove(w.path(name))
				return
			}
			w.put(name, w.token())
			return
		}
	}
}

var marked = regexp.MustCompile(`(?s)<<<<<<<+ .*?>>>>>>>+ [^\n]*(?:\n|$)`)

// settleByHand takes the markers out of a file, as somebody does in an editor.
func (w *world) settleByHand(string) {
	for _, name := range w.read().paths() {
		data, err := os.ReadFile(w.path(name))
		if strings.HasPrefix(name, ".mlvb") || err != nil || !marked.Match(data) {
			continue
		}
		w.note("  in %s", name)
		w.put(name, marked.ReplaceAllStringFunc(string(data), func(section string) string {
			yours, _, _ := strings.Cut(section, "|||||||")
			_, yours, _ = strings.Cut(yours, "\n")
			return yours + w.token() + "\n"
		}))
		return
	}
}

// lose removes what mlvb keeps for itself.
func (w *world) lose(string) {
	if w.oneIn(3) {
		name := pick(w.choices, "aside", "undo", "base.tar.gz", "conflicts.json")
		w.note("  .mlvb/%s", name)
		_ = os.RemoveAll(w.path(".mlvb/" + name)) // it need not be there
	}
}
