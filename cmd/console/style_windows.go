package console

import (
	"os"

	"golang.org/x/sys/windows"
)

// drawsColours asks the console to obey escape sequences: Windows Terminal
// does by itself, the older console host only when told to.
func drawsColours(f *os.File) bool {
	console, mode := windows.Handle(f.Fd()), uint32(0)
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
