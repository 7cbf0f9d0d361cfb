package dev

import (
	"os/exec"
	"sync"
	"time"
)

// lastLines is how many lines of a server that crashed are told.
const lastLines = 12

// mercy is how long a child may take to end before it is killed.
const mercy = 500 * time.Millisecond

// A child is a process of the project's own server, with all that it started.
type child struct {
	command *exec.Cmd
	ended   chan struct{} // closed when it has ended and its output is read
	err     error         // how it ended; to be read after ended

	mu   sync.Mutex
	last []string // lines that it wrote
}

// startChild starts the command in a process group of its own, so that Ctrl-C
// reaches it through mlvb alone. Heard gets each line that it writes, from two
// goroutines.
func startChild(command *exec.Cmd, heard func(line string)) (*child, error) {
	c := &child{command: command, ended: make(chan struct{})}
	hear := func(line string) {
		c.remember(line)
		heard(line)
	}
	out, errs := &lineWriter{heard: hear}, &lineWriter{heard: hear}
	command.Stdout, command.Stderr = out, errs
	command.WaitDelay = mercy // for one that it left behind, which holds its output open
	separate(command)
	if err := command.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(c.ended)
		c.err = command.Wait()
		out.flush()
		errs.flush()
	}()
	return c, nil
}

func (c *child) remember(line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = append(c.last, line)
	if len(c.last) > lastLines {
		c.last = c.last[1:]
	}
}

// end asks the process and all that it started to end, and kills what is left.
func (c *child) end() {
	ask(c.command)
	select {
	case <-c.ended:
	case <-time.After(mercy):
	}
	kill(c.command)
	<-c.ended
}

// how says how it ended. To be called after ended.
func (c *child) how() string {
	if state := c.command.ProcessState; state != nil {
		return state.String()
	}
	return c.err.Error()
}
