package generator

import (
	"bufio"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"mlvb/generator/sample"
)

var kills = flag.Int("kills", sample.Size(25, 100), "how many processes TestKilledUpdates kills")

// TestKilledUpdates kills real processes in the middle of an update. Whatever
// they leave, the next command finds or makes the old project or the new one.
func TestKilledUpdates(t *testing.T) {
	if os.Getenv("MLVB_UPDATE") != "" {
		updateForever(t, os.Getenv("MLVB_UPDATE"))
		return
	}
	fresh := edited(t)
	old := visible(t, fresh)
	done := copyOf(t, fresh)
	updateTo(t, done, newVersion())
	whole := visible(t, done)
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range *kills {
		dir := copyOf(t, fresh)
		kill(t, dir, time.Duration(random.IntN(30_000))*time.Microsecond)
		if _, err := Recover(dir); err != nil {
			t.Fatalf("kill %d: Recover: %v", i, err)
		}
		switch got := visible(t, dir); got {
		case old:
			seen["old"]++
		case whole:
			seen["new"]++
		default:
			t.Fatalf("kill %d left\n%s", i, got)
		}
	}
	t.Logf("%d kills left %v", *kills, seen)
}

// kill starts a process that updates and undoes, and kills it after a while.
func kill(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestKilledUpdates$")
	c.Env = append(os.Environ(), "MLVB_UPDATE="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("the process did not begin: %v", err)
	}
	time.Sleep(after) // the moment of death is what varies here, nothing is waited for
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // it was killed
}

// updateForever updates a project and takes that back, time and again.
func updateForever(t *testing.T, dir string) {
	newest := load(t, newVersion())
	if _, err := os.Stdout.WriteString("begin\n"); err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := Update(t.Context(), UpdateOptions{Dir: dir, Template: newest, Tool: "1.1.0"}); err != nil {
			t.Fatal(err)
		}
		if _, err := Undo(t.Context(), UndoOptions{Dir: dir}); err != nil {
			t.Fatal(err)
		}
	}
}
