package generator

import (
	"testing"
	"testing/fstest"

	"mlvb/generator/project"
	"mlvb/generator/template/templatetest"
)

// TestResolveWhatIsInTheWay is of a template that makes a folder of a file, and
// a file of a folder. Whoever keeps the old one has a base without it: no base
// holds a file and what lies below it.
func TestResolveWhatIsInTheWay(t *testing.T) {
	file := func(number string) fstest.MapFS {
		return templatetest.Version(number, "", map[string]string{"page.js": "one\n", "swap": "file\n"})
	}
	folder := func(number string) fstest.MapFS {
		return templatetest.Version(number, "", map[string]string{"page.js": "one\n", "swap/a.js": "a\n", "swap/b.js": "b\n"})
	}
	for _, tt := range []struct {
		name, stays string
		from, to    func(number string) fstest.MapFS
		conflicts   int
	}{
		{"a folder for a file", "swap", file, folder, 2},
		{"a file for a folder", "swap/b.js", folder, file, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := made(t, tt.from("1.0.0"))
			was := get(t, dir, tt.stays)
			if r := updateTo(t, dir, tt.to("1.1.0")); len(r.Conflicts) != tt.conflicts {
				t.Fatalf("conflicts: %+v", r.Conflicts)
			}
			if r := resolve(t, dir, SideOurs); len(r.Settled) != tt.conflicts || get(t, dir, project.ConflictsFile) != absent {
				t.Errorf("Resolve = %+v", r)
			}
			checkRecorded(t, dir, "1.1.0")
			if r := updateTo(t, dir, tt.to("1.2.0")); len(r.Conflicts) != 0 || get(t, dir, tt.stays) != was {
				t.Errorf("the next update leaves %+v, and %s is %q", r.Conflicts, tt.stays, get(t, dir, tt.stays))
			}
			checkRecorded(t, dir, "1.2.0")
		})
	}
}
