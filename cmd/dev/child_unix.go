//go:build unix

package dev

import (
	"os/exec"
	"syscall"
)

func separate(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func ask(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGTERM) } // that it has ended already is as well

func kill(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
