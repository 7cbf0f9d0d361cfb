package generator

import (
	"slices"
	"strings"
	"testing"

	"mlvb/generator/filesystem"
	"mlvb/generator/filesystem/faultdisk"
	"mlvb/generator/template"
	"mlvb/generator/txn"
)

// TestWhatIsPutAsideIsTold saves a file at every step of an update, and once more
// soon after. All that is in the aside folder then the result names, whether the
// update failed or not.
func TestWhatIsPutAsideIsTold(t *testing.T) {
	fresh, newest := made(t, oldVersion(), template.Input{"title": "demo"}), load(t, newVersion())
	failed, done := 0, 0
	for _, later := range []int{1, 3} {
		for at, more := 0, true; more; at++ {
			dir := copyOf(t, fresh)
			more = false
			o := UpdateOptions{Dir: dir, Template: newest, Tool: "1.1.0", openDisk: func(string) (filesystem.Disk, error) {
				whole, err := filesystem.OpenDisk(dir)
				return faultdisk.New(whole, faultdisk.Options{Fault: faultdisk.None, Before: func(step int) {
					if step == at {
						put(t, dir, "page.js", "saved\n")
					}
					if step == at+later {
						more = true
						put(t, dir, "page.js", "saved again\n")
					}
				}}), err
			}}
			r, err := Update(t.Context(), o)
			there := inAside(t, dir)
			if told := slices.Sorted(slices.Values(r.Recovery.Aside)); !slices.Equal(told, there) {
				t.Errorf("step %d and %d later, %v: told %q, there is %q", at, later, err, told, there)
			}
			switch {
			case len(there) > 0 && err != nil:
				failed++
			case len(there) > 0:
				done++
			}
		}
	}
	if failed+done == 0 {
		t.Error("nothing was ever put aside")
	}
}

// inAside lists what is in the aside folder, by path.
func inAside(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	for _, f := range onDisk(t, dir) {
		if strings.HasPrefix(f.Path, txn.AsideDir+"/") && f.Path != txn.AsideDir+"/.gitignore" {
			list = append(list, f.Path)
		}
	}
	return list
}
