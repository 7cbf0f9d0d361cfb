package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mlvb/generator/project"
	"mlvb/generator/template"
)

// choices is where a random test takes its decisions from: a generator with a
// seed, or the bytes that a fuzzer made.
type choices struct {
	random *rand.Rand
	bytes  []byte
}

func seeded(seed uint64) *choices { return &choices{random: rand.New(rand.NewPCG(seed, 9))} }

// ended reports whether a fuzzer's bytes are used up.
func (c *choices) ended() bool { return c.random == nil && len(c.bytes) == 0 }

func (c *choices) intN(n int) int {
	if c.random != nil {
		return c.random.IntN(n)
	}
	if len(c.bytes) == 0 {
		return 0
	}
	b := c.bytes[0]
	c.bytes = c.bytes[1:]
	return int(b) % n
}

// oneIn is true once in n times.
func (c *choices) oneIn(n int) bool { return c.intN(n) == n-1 }

func pick[T any](c *choices, list ...T) T { return list[c.intN(len(list))] }

// world is a project in a random test, its user, and the versions of its
// template. What happens to it is checked after each command.
type world struct {
	*choices
	t        testing.TB
	name     string // of the round, with its seed
	dir      string
	versions []*template.Template // oldest first
	sources  []map[string]string  // their files
	typed    int                  // how many tokens the user has typed
	levels   map[string]level     // transactions that can be undone, by the folders of their undo data
	git      bool
	branches []string
	focus    []string        // files that the user likes to work on
	moved    map[string]bool // what runs on several devices left in folders that the user moved elsewhere
	log      []string        // what happened so far
}

func newWorld(tb testing.TB, name string, c *choices) *world {
	tb.Helper()
	w := &world{choices: c, t: tb, name: name, dir: filepath.Join(tb.TempDir(), "app"), levels: map[string]level{}, moved: map[string]bool{}}
	w.makeTemplates()
	return w
}

// fatalf ends the test with all that is needed to run it again.
func (w *world) fatalf(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s: %s\nwhat happened:\n  %s", w.name, fmt.Sprintf(format, args...), strings.Join(w.log, "\n  "))
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// token is a word that nobody typed before.
func (w *world) token() string {
	w.typed++
	return fmt.Sprintf("tok%dz", w.typed)
}

// isProject reports whether the folder has a record, and of which version of
// the template.
func (w *world) isProject() (version int, ok bool) {
	r, err := project.ReadRecord(w.dir)
	if err != nil {
		return 0, false
	}
	for i, t := range w.versions {
		if t.Version == r.Template.Version {
			return i, true
		}
	}
	w.fatalf("the record is of version %s", r.Template.Version)
	return 0, false
}

// begin makes a project in one of the ways in which one comes to be, or a
// folder that is none yet.
func (w *world) begin(stage string) {
	w.t.Helper()
	w.note("stage: %s", stage)
	w.git = w.oneIn(3)
	switch stage {
	case "absent":
		w.git = false
		return
	case "target":
		w.makeTarget()
	case "made":
		w.do(command{Name: "new", Git: w.git})
	default:
		w.makeMiniProgram()
	}
	if w.git {
		w.initRepository()
	}
	switch stage {
	case "added":
		w.do(command{Name: "add", Into: pick(w.choices, "", "sub/live")})
	case "adopted":
		w.do(command{Name: "adopt"})
	}
}

var stages = []string{"made", "made", "made", "made", "added", "adopted", "target", "absent", "mini-program"}

// work has the user and mlvb do something, a number of times.
func (w *world) work(times int) {
	w.t.Helper()
	for ; times > 0 && !w.ended(); times-- {
		if w.oneIn(3) {
			w.do(w.chooseCommand())
			continue
		}
		w.edit()
	}
}

func (w *world) makeTarget() {
	for _, name := range []string{"README.md", "LICENSE", ".gitignore"} {
		if w.oneIn(2) {
			w.put(name, w.token()+"\n")
		}
	}
	w.mkdir(".")
}

// makeMiniProgram writes one that mlvb did not make.
func (w *world) makeMiniProgram() {
	root := pick(w.choices, "", "src/")
	w.put("project.config.json", fmt.Sprintf("{\n\t\"miniprogramRoot\": %q,\n\t\"appid\": \"wx0123456789abcdef\"\n}", root))
	w.put(root+"app.json", fmt.Sprintf("{\n\t\"pages\": [\"index\", %q]\n}\n", w.token()))
	w.put(root+"app.js", w.token()+"\n")
	if w.oneIn(2) {
		w.put("README.md", w.token()+"\n")
	}
	if w.oneIn(2) {
		w.put(root+"page.js", "line 1\n"+w.token()+"\nline 3\n")
	}
}

func (w *world) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// put writes a file where that can be done.
func (w *world) put(name, content string) {
	w.mkdir(filepath.ToSlash(filepath.Dir(name)))
	_ = os.WriteFile(w.path(name), []byte(content), 0o644) // something else may be there
}

func (w *world) mkdir(name string) {
	_ = os.MkdirAll(w.path(name), 0o755) // a file may be there
}
