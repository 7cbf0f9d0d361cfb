package generator

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// order is what a process of its own is to do.
type order struct {
	Command  command
	Dir      string
	Template string // folder
}

const orderVariable = "MLVB_TEST_ORDER"

// TestKilledProcesses kills real processes at a random moment of a command. Then
// the user edits files, and some other command has to bring the folder in order.
func TestKilledProcesses(t *testing.T) {
	if text := os.Getenv(orderVariable); text != "" {
		obey(t, text)
		return
	}
	amid := 0
	for round := range *rounds {
		seed := *firstSeed + uint64(round)
		w := newWorld(t, fmt.Sprintf("-run TestKilledProcesses -rounds 1 -seed %d (the moment of death is another one each time)", seed), seeded(seed))
		w.begin(pick(w.choices, stages...))
		w.work(w.intN(12))
		for range 2 {
			b := w.breakOff(w.breakable())
			b.kill()
			if len(b.read().only(isWork)) > 0 {
				amid++
			}
			b.goOn()
		}
		w.work(3)
	}
	t.Logf("%d of %d processes died amid a transaction", amid, 2**rounds)
}

// kill runs the command in a process that is killed after as long as it takes,
// or less.
func (b *broken) kill() {
	b.t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestKilledProcesses$")
	text, err := json.Marshal(order{b.command, b.dir, b.templateFolder(b.command.Version)})
	if err != nil {
		b.fatalf("%v", err)
	}
	c.Env = append(os.Environ(), orderVariable+"="+string(text))
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.fatalf("%v", err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.fatalf("the process did not begin: %v", err)
	}
	b.awaitDeath()
	_ = c.Process.Kill() // it may be done already
	_ = c.Wait()         // it was killed
}

// awaitDeath lets some time pass, which is another one each time. Half of the
// processes are watched, so that more of them die amid a transaction.
func (b *broken) awaitDeath() {
	looks, longest := 0, 4000
	if b.oneIn(2) {
		looks, longest = 5000, 1200
	}
	for range looks {
		if _, err := os.Lstat(b.path(txn.Work)); err == nil {
			break
		}
	}
	time.Sleep(time.Duration(b.intN(longest)) * time.Microsecond) // the moment of death is what varies here
}

// templateFolder writes a version of the template into a folder.
func (w *world) templateFolder(version int) (dir string) {
	w.t.Helper()
	dir = w.t.TempDir()
	for name, text := range w.sources[version] {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			w.fatalf("%v", err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			w.fatalf("%v", err)
		}
	}
	return dir
}

// obey runs the command of an order. Nobody hears what comes of it.
func obey(t *testing.T, text string) {
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	source, err := template.Load(os.DirFS(o.Template))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stdout.WriteString("begin\n"); err != nil {
		t.Fatal(err)
	}
	o.Command.run(t.Context(), o.Dir, source, nil)
}
