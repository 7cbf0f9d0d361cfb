package dev

import (
	"os/exec"
	"strconv"
	"syscall"
)

func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// ask does nothing: Windows has no signal that a process could take as a request.
func ask(*exec.Cmd) {}

func kill(command *exec.Cmd) {
	_ = exec.Command("taskkill", "/t", "/f", "/pid", strconv.Itoa(command.Process.Pid)).Run() // that it has ended already is as well
}
