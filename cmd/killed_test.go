package cmd_test

import (
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// killed runs a program, and kills it while it changes the files of a folder:
// killed DIR PROGRAM [ARGUMENT...]. Where it was faster than that, it runs
// again in the folder as it was.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: killed DIR PROGRAM [ARGUMENT...]")
	}
	dir := ts.MkAbs(args[0])
	was := filepath.Join(ts.Getenv("WORK"), ".was")
	ts.Check(os.RemoveAll(was))
	ts.Check(os.CopyFS(was, os.DirFS(dir)))
	for range 100 {
		if killedAtWork(ts, dir, args[1:]) {
			return
		}
		ts.Check(os.RemoveAll(dir))
		ts.Check(os.CopyFS(dir, os.DirFS(was)))
	}
	ts.Fatalf("it always ended too early to be killed")
}

// killedAtWork reports whether what it killed had begun, and not ended.
func killedAtWork(ts *testscript.TestScript, dir string, args []string) bool {
	program, err := exec.LookPath(args[0])
	ts.Check(err)
	running := exec.Command(program, args[1:]...)
	running.Dir = ts.MkAbs(".")
	running.Env = append(os.Environ(), "LANG=C.UTF-8", "HOME="+ts.Getenv("HOME"))
	ts.Check(running.Start())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = running.Wait() // it was killed, or too fast
	}()
	journal := filepath.Join(dir, ".mlvb", "txn", "journal")
	for {
		if _, err := os.Lstat(journal); err == nil {
			break
		}
		select {
		case <-ended:
			return false
		default:
		}
	}
	_ = running.Process.Kill() // it may have ended by now
	<-ended
	_, err = os.Lstat(journal)
	return err == nil
}
