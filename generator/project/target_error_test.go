package project

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
)

// TestWhatCannotBeWrittenIsNamed names the file, but no stage that only this run
// knows.
func TestWhatCannotBeWrittenIsNamed(t *testing.T) {
	for name, want := range map[string]string{
		"miniprogram/app.json":              "miniprogram/app.json",
		".":                                 "",
		".mlvb-new-4f5a/miniprogram/app.js": "miniprogram/app.js",
		".mlvb-new-4f5a":                    "",
		"/srv/shop":                         "",
	} {
		var target *TargetError
		err := TargetFault("shop", &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES})
		if !errors.As(err, &target) || target.Reason != TargetNotWritable || target.Path != want {
			t.Errorf("%s: %#v, want the path %q", name, err, want)
		}
	}
}
