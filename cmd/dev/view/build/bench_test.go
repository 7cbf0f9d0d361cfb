package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"mlvb/cmd/dev/view/build"
	"mlvb/cmd/dev/view/wxml"
	"mlvb/cmd/dev/view/wxml/wxmltest"
	"mlvb/cmd/words"
)

// manyPages writes a mini-program of 75 pages, which are 300 files.
func manyPages(b *testing.B) string {
	b.Helper()
	folder := b.TempDir()
	pages := ""
	for i := range 75 {
		page := fmt.Sprintf("page%d", i)
		pages += fmt.Sprintf(`"%s", `, page)
		for ending, text := range map[string]string{
			".js":   "const { now } = require('./page0');\nPage({ data: { rows: [], now }, tap(e) { this.setData({ rows: [e] }); } });\n",
			".json": `{"navigationBarTitleText": "A page"}`,
			".wxml": `<view wx:for="{{rows}}" wx:key="id" class="row" bind:tap="tap"><text>{{item.name}} {{now}}</text></view>`,
			".wxss": ".row { padding: 10rpx; color: #333; }\n.row text { font-size: 28rpx; }\n",
		} {
			write(b, filepath.Join(folder, page+ending), text)
		}
	}
	write(b, filepath.Join(folder, "app.json"), `{"pages": [`+pages[:len(pages)-2]+`]}`)
	write(b, filepath.Join(folder, "app.js"), "App({})")
	return folder
}

func write(b *testing.B, file, text string) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
}

func builderOf(folder string, compiler *wxml.Compiler) *build.Builder {
	return build.New(build.Options{Folder: folder, Compiler: compiler, Say: words.In(words.English).Say})
}

func run(b *testing.B, builder *build.Builder) {
	b.Helper()
	app, err := builder.Build(b.Context())
	if err != nil || len(app.Failures) > 0 {
		b.Fatal(err, app.Failures)
	}
}

func BenchmarkFirstBuild(b *testing.B) {
	folder, compiler := manyPages(b), wxmltest.Compiler(b)
	for b.Loop() {
		run(b, builderOf(folder, compiler))
	}
}

// BenchmarkBuildAfterASave saves one of the 300 files, of each kind.
func BenchmarkBuildAfterASave(b *testing.B) {
	for _, ending := range []string{".js", ".wxml", ".wxss", ".json"} {
		b.Run(ending, func(b *testing.B) {
			folder := manyPages(b)
			builder := builderOf(folder, wxmltest.Compiler(b))
			run(b, builder)
			text, err := os.ReadFile(filepath.Join(folder, "page7"+ending))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				text = append(text, '\n')
				write(b, filepath.Join(folder, "page7"+ending), string(text))
				builder.Forget("page7" + ending)
				run(b, builder)
			}
		})
	}
}

// BenchmarkBuildInALargeFolder has 5 000 more files beside the mini-program.
func BenchmarkBuildInALargeFolder(b *testing.B) {
	folder := manyPages(b)
	for i := range 5000 {
		write(b, filepath.Join(folder, "miniprogram_npm", fmt.Sprint("kit", i/50), fmt.Sprint("file", i, ".js")), "exports.a = 1")
	}
	builder := builderOf(folder, wxmltest.Compiler(b))
	run(b, builder)
	for b.Loop() {
		run(b, builder)
	}
}
