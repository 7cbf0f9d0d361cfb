//go:build linux

package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkNew holds whole runs of mlvb against the tools that everybody has,
// in turns, in memory: `cp -r` of what mlvb makes, and git's own first commit
// of it. It reports medians:
//
//	go test ./generator -run '^$' -bench New -benchtime 20x
func BenchmarkNew(b *testing.B) {
	mlvb := buildTool(b)
	for _, files := range []int{100, 10_000} {
		dir := inMemory(b)
		template := syntheticTemplate(b, filepath.Join(dir, "template"), files)
		for _, git := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d files, git %v", files, git), func(b *testing.B) {
				versus(b, dir, newCommand(mlvb, template, git), git)
			})
		}
	}
}

// BenchmarkStart is how long a command takes that does nothing.
func BenchmarkStart(b *testing.B) {
	mlvb := buildTool(b)
	var took []time.Duration
	for b.Loop() {
		took = append(took, run(b, ".", mlvb, "version").wall)
	}
	b.ReportMetric(milliseconds(median(took)), "ms")
}

func newCommand(mlvb, template string, git bool) []string {
	args := []string{mlvb, "new", "app", "--template", template, "--yes", "--set", "title=bench"}
	if !git {
		args = append(args, "--no-git")
	}
	return args
}

// versus times a command that makes the folder app against the copy of app.
func versus(b *testing.B, dir string, command []string, git bool) {
	var ours, theirs []time.Duration
	memory := int64(0)
	for b.Loop() {
		removeAll(b, filepath.Join(dir, "app"), filepath.Join(dir, "copy"))
		u := run(b, dir, command...)
		ours, memory = append(ours, u.wall), max(memory, u.memory)
		removeAll(b, filepath.Join(dir, "app", ".git"))
		copied := run(b, dir, "cp", "-r", "app", "copy").wall
		if git {
			const commit = "git init -q && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm a"
			copied += run(b, filepath.Join(dir, "copy"), "sh", "-c", commit).wall
		}
		theirs = append(theirs, copied)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(median(ours)), "ms")
	b.ReportMetric(milliseconds(median(theirs)), "ms-theirs")
	b.ReportMetric(float64(median(ours))/float64(median(theirs)), "x")
	b.ReportMetric(float64(memory)/1024, "MB")
}

type usage struct {
	wall   time.Duration
	memory int64 // at most, in KB
}

func run(b *testing.B, dir string, command ...string) usage {
	b.Helper()
	c := exec.Command(command[0], command[1:]...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CEILING_DIRECTORIES="+dir,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com")
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return usage{time.Since(start), c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func removeAll(b *testing.B, dirs ...string) {
	b.Helper()
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
}

// inMemory makes a folder that no disk slows down, where there is such a thing.
func inMemory(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "mlvb-bench-") //nolint:usetesting // b.TempDir is on a disk
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// buildTool builds mlvb as it is released: static, without symbols.
func buildTool(b *testing.B) string {
	b.Helper()
	tool := filepath.Join(b.TempDir(), "mlvb")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", tool, "mlvb")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return tool
}

// syntheticTemplate writes a template of n files of some 600 bytes, four to a
// page, of which one in ten is rendered.
func syntheticTemplate(b *testing.B, dir string, n int) string {
	b.Helper()
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	write("template.yaml", "schema: 1\nname: bench\nversion: 1.0.0\ntitle: {en: Bench}\nlayers: [{from: app}]\n"+
		"questions: [{name: title, kind: text, prompt: {en: Title}, default: app}]\n")
	for i := range n {
		name := fmt.Sprintf("app/pages/p%04d/p%04d.%s", i/4, i/4, [...]string{"js", "json", "wxml", "wxss"}[i%4])
		text := strings.Repeat(fmt.Sprintf("// file %d: some words that a page could hold\n", i), 12)
		if i%10 == 0 {
			name, text = name+".tmpl", text+"// <% .title %><% if .title %> and more<% end %>\n"
		}
		write(name, text)
	}
	return dir
}
