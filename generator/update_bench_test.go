package generator

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"mlvb/generator/plan"
	"mlvb/generator/template"
	"mlvb/generator/template/templatetest"
)

// bigTemplate has n files of about 600 bytes, 1 in 10 with actions; of the
// newer version 8 % differ.
func bigTemplate(n int, number string) fstest.MapFS {
	files := map[string]string{}
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("  setting%d: 'a value of some length',\n", i), 14)
		if number != "1.0.0" && i%25 < 2 {
			text += "// " + number + "\n"
		}
		name := fmt.Sprintf("dir%d/file%d.js", i/40, i)
		if i%10 == 0 {
			name, text = name+".tmpl", text+"// <% .title %>\n"
		}
		files[name] = text
	}
	return templatetest.Version(number, demoQuestions, files)
}

// BenchmarkUpdate compares an update with `cp -r` of the project. 4 % of the
// files are edited by the user, half of these by the template, too.
func BenchmarkUpdate(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			first, second := onDiskTemplate(b, bigTemplate(n, "1.0.0")), onDiskTemplate(b, bigTemplate(n, "1.1.0"))
			dir := filepath.Join(b.TempDir(), "app")
			if _, err := New(b.Context(), Options{Template: first, Inputs: []template.Input{{"title": "demo"}}, Dir: dir, Tool: "1"}); err != nil {
				b.Fatal(err)
			}
			for i := 1; i < n; i += 25 {
				name := fmt.Sprintf("dir%d/file%d.js", i/40, i)
				put(b, dir, name, "// mine\n"+get(b, dir, name))
			}
			var copies, updates time.Duration
			for b.Loop() {
				to := filepath.Join(b.TempDir(), "copy")
				started := time.Now()
				if out, err := exec.Command("cp", "-r", dir, to).CombinedOutput(); err != nil {
					b.Fatalf("cp: %v, %s", err, out)
				}
				copies += time.Since(started)
				started = time.Now()
				r, err := Update(b.Context(), UpdateOptions{Dir: to, Template: second, Tool: "1"})
				if err != nil || r.Plan.Counts()[plan.ActionMerge] != n/25 {
					b.Fatalf("%v, %v", r.Plan.Counts(), err)
				}
				updates += time.Since(started)
				if err := os.RemoveAll(to); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(updates)/float64(copies), "×cp")
			b.ReportMetric(float64(updates.Microseconds())/float64(b.N)/float64(n), "µs/file")
		})
	}
}

// onDiskTemplate is a template in a folder, as --template takes it.
func onDiskTemplate(b *testing.B, files fstest.MapFS) *template.Template {
	b.Helper()
	dir := b.TempDir()
	for name, f := range files {
		put(b, dir, name, string(f.Data))
	}
	t, err := template.Load(os.DirFS(dir))
	if err != nil {
		b.Fatal(err)
	}
	return t
}
