package cmd

import (
	"os/exec"
	"runtime"
)

// openBrowser opens the address as the system does; without a browser nothing
// happens, and the address is on the screen.
func openBrowser(address string) {
	command := exec.Command("xdg-open", address)
	switch runtime.GOOS {
	case "darwin":
		command = exec.Command("open", address)
	case "windows":
		command = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	}
	if command.Start() == nil {
		go func() { _ = command.Wait() }() // however it goes
	}
}
