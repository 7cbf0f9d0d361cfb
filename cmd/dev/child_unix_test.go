//go:build unix

package dev

import (
	"io"
	"os"
	"os/exec"
	"testing"
)

// What a server started ends with it, even if both mind no signal.
func TestChildEndsWhole(t *testing.T) {
	alive, held, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	command := exec.Command("sh", "-c", `trap "" TERM INT; sleep 600 & echo ready; wait; wait`)
	command.ExtraFiles = []*os.File{held} // which all of them hold open as long as they live
	c, err := startChild(command, func(line string) { ready <- line })
	if err != nil {
		t.Fatal(err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	<-ready
	c.end()
	if how := c.how(); how != "signal: killed" {
		t.Errorf("it ended: %s", how)
	}
	if _, err := io.Copy(io.Discard, alive); err != nil { // returns when nobody is left
		t.Error(err)
	}
}

// A server that ends in an orderly way is not killed.
func TestChildMayEndByItself(t *testing.T) {
	heard := make(chan string, 2)
	c, err := startChild(exec.Command("sh", "-c", `trap "echo bye; exit 0" TERM; echo ready; while :; do sleep 600 & wait $!; done`), func(line string) { heard <- line })
	if err != nil {
		t.Fatal(err)
	}
	<-heard
	c.end()
	if said := <-heard; said != "bye" || c.how() != "exit status 0" {
		t.Errorf("%q, %s", said, c.how())
	}
}
