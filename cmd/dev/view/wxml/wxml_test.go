package wxml_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"mlvb/cmd/dev/view/wxml"
	"mlvb/cmd/dev/view/wxml/wxmltest"
)

func compile(t *testing.T, path, text string) *wxml.Template {
	t.Helper()
	made, err := wxmltest.Compiler(t).Compile(t.Context(), path, text)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestATemplateNamesWhatItNeeds(t *testing.T) {
	made := compile(t, "pages/a/a", `<import src="./x"/><include src="/y.wxml"/><wxs module="n" src="../n.wxs"/>`)
	if want := []string{"pages/a/x", "y"}; !slices.Equal(made.Imports, want) {
		t.Errorf("imports %q, want %q", made.Imports, want)
	}
	if want := []string{"pages/n"}; !slices.Equal(made.Files, want) {
		t.Errorf("scripts in files %q, want %q", made.Files, want)
	}
	if len(made.Mistakes)+len(made.Scripts) > 0 {
		t.Errorf("mistakes %v, scripts %v in a template without", made.Mistakes, made.Scripts)
	}
}

func TestScriptsAreTakenOutOfTheCode(t *testing.T) {
	text := " module.exports = { twice: function (n) { return 2 * n } } // é"
	made := compile(t, "a", "<view/>\n<wxs module=\"m\">"+text+"</wxs>{{m.twice(4)}}")
	if want := []wxml.Script{{Module: "m", Text: text, Line: 1}}; !slices.Equal(made.Scripts, want) {
		t.Errorf("scripts %v, want %v", made.Scripts, want)
	}
	if strings.Contains(made.Code, "twice: function") || !strings.Contains(made.Code, "'a#m'") {
		t.Errorf("the code must name the script, not hold it: %s", made.Code)
	}
}

func TestMistakesHaveTheirPlaceAndLevel(t *testing.T) {
	made := compile(t, "a", "<view>\n  <text class=\"a\" class=\"b\">😀{{ a ? }}</text>\n</view>")
	want := []wxml.Mistake{
		{Message: "duplicated attribute", Level: wxml.Warn, Line: 1, Column: 18},
		{Message: "incomplete condition expression", Level: wxml.Fatal, Line: 1, Column: 35},
	}
	if len(made.Mistakes) != 2 || made.Mistakes[0] != want[0] || made.Mistakes[1].Line != 1 || made.Mistakes[1].Level != wxml.Fatal {
		t.Errorf("mistakes %v, want such as %v", made.Mistakes, want)
	}
}

func TestMistakesWithoutEndAreCut(t *testing.T) {
	made := compile(t, "a", strings.Repeat(`<view a="1" a="2"/>`, 3_000))
	if n := len(made.Mistakes); n == 0 || n > 1000 {
		t.Errorf("%d mistakes", n)
	}
}

// TestACrashIsAnErrorOfItsTemplate uses texts that the compiler can't take: a
// panic of it, and a stack that overflows in two ways.
func TestACrashIsAnErrorOfItsTemplate(t *testing.T) {
	compiler := wxmltest.Compiler(t)
	for name, text := range map[string]string{
		"no-break space": "<view\u00a0a='1'/>",
		"deep tags":      strings.Repeat("<view>", 50_000),
		"deep brackets":  "{{" + strings.Repeat("(", 100_000),
		"too large":      strings.Repeat(" ", 5<<20),
	} {
		if _, err := compiler.Compile(t.Context(), "bad", text); err == nil || !strings.Contains(err.Error(), "bad.wxml") {
			t.Errorf("%s: error %v, want one that names the file", name, err)
		}
		made, err := compiler.Compile(t.Context(), "good", "<view>{{ok}}</view>")
		if err != nil || !strings.Contains(made.Code, "D.ok") {
			t.Errorf("after %s: %v, %v", name, made, err)
		}
	}
}

func TestSomethingElseThanTheCompilerIsRefused(t *testing.T) {
	for name, program := range map[string][]byte{
		"nothing":       nil,
		"text":          []byte("<html>"),
		"empty program": []byte("\x00asm\x01\x00\x00\x00"),
		"half of it":    wxmltest.Program(t)[:1<<20],
	} {
		if _, err := wxml.New(t.Context(), program, ""); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheEndOfAContextEndsTheWork(t *testing.T) {
	compiler := wxmltest.Compiler(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := compiler.Compile(ctx, "a", "<view/>"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := compiler.Compile(t.Context(), "a", "<view/>"); err != nil {
		t.Errorf("the next one: %v", err)
	}
}

func TestACacheThatCanNotBeWrittenIsDoneWithout(t *testing.T) {
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	compiler, err := wxml.New(t.Context(), wxmltest.Program(t), file+"/below")
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func FuzzCompile(f *testing.F) {
	for _, text := range []string{
		`<view wx:for="{{a}}" wx:key="b">{{item.c + 1}}</view>`, `<template name="t"><slot/></template><template is="t" data="{{...a}}"/>`,
		`<wxs module="m">module.exports = 1</wxs>`, `<a:b c="{{ {d: [1]} }}" bind:tap="{{m.f}}"/><!-- e --><include src="f"/>`, "<view\u00a0/>", "</", "{{",
	} {
		f.Add(text)
	}
	compiler := wxmltest.Compiler(f)
	f.Fuzz(func(t *testing.T, text string) {
		made, err := compiler.Compile(t.Context(), "a", text)
		if err == nil && made.Code == "" {
			t.Error("neither code nor an error")
		}
	})
}

func BenchmarkStartFirst(b *testing.B) { benchmarkStart(b, func() string { return b.TempDir() }) }
func BenchmarkStartCached(b *testing.B) {
	dir := b.TempDir()
	benchmarkStart(b, func() string { return dir })
}

func benchmarkStart(b *testing.B, cache func() string) {
	program := wxmltest.Program(b)
	for b.Loop() {
		compiler, err := wxml.New(b.Context(), program, cache())
		if err != nil {
			b.Fatal(err)
		}
		if err := compiler.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	compiler := wxmltest.Compiler(b)
	text := strings.Repeat(`<view wx:for="{{rows}}" wx:key="id" class="row {{item.on ? 'on' : ''}}" bind:tap="tap"><text>{{item.name}}</text></view>`, 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := compiler.Compile(b.Context(), "a", text); err != nil {
			b.Fatal(err)
		}
	}
}
