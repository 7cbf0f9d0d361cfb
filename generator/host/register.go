package host

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"mlvb/generator/wechat"
)

// Registration is what the user has to add to a file of a framework's, so that
// its build takes the sub-package along.
type Registration struct {
	File string   `json:"file"` // within the project
	In   string   `json:"in"`   // the member that takes the lines
	Text []string `json:"text"` // lines to copy
}

// Register tells how a sub-package gets into the app.json that a framework makes.
//
// Taro compiles native pages that its app.config lists; what they require it
// takes along with webpack, and leaves behind with Vite, and pictures with both:
// so the folder is copied as well. Its pixels are not to become rpx.
//
// uni-app lists no native pages, but copies wxcomponents as it is, and puts what
// manifest.json has for WeChat into app.json. There the list takes the place of
// one that comes from pages.json, so where that has sub-packages, a few lines of
// a plugin add to it.
func Register(project fs.FS, framework wechat.Framework, root string, sub wechat.Subpackage) []Registration {
	if framework == wechat.FrameworkUniApp {
		return registerUniApp(project, root, sub)
	}
	pages := make([]string, len(sub.Pages))
	for i, page := range sub.Pages {
		pages[i] = "'" + page + "'"
	}
	folder := path.Join(root, sub.Root)
	config := path.Join("config", firstThere(project, "config", "index.ts", "index.js"))
	output := "dist"
	if c, err := wechat.ReadConfig(project); err == nil && c.Root != "." {
		output = c.Root
	}
	return []Registration{
		{File: path.Join(root, firstThere(project, root, "app.config.ts", "app.config.js", "app.config.tsx")), In: "subPackages", Text: []string{
			fmt.Sprintf("{ root: '%s', name: '%s', pages: [%s] },", sub.Root, sub.Name, strings.Join(pages, ", ")),
		}},
		{File: config, In: "copy.patterns", Text: []string{
			fmt.Sprintf("{ from: '%s', to: '%s' },", folder, path.Join(output, sub.Root)),
		}},
		{File: config, In: "mini.postcss.pxtransform.config", Text: []string{
			fmt.Sprintf("exclude: (file) => file.includes('%s'),", sub.Root),
		}},
	}
}

func registerUniApp(project fs.FS, root string, sub wechat.Subpackage) []Registration {
	type entry struct {
		Root  string   `json:"root"`
		Name  string   `json:"name,omitempty"`
		Pages []string `json:"pages"`
	}
	written, _ := json.Marshal(entry{sub.Root, sub.Name, sub.Pages})
	if !strings.Contains(strings.ToLower(firstText(project, root, "pages.json")), `"subpackages"`) {
		return []Registration{{File: path.Join(root, "manifest.json"), In: "mp-weixin", Text: []string{`"subpackages": [` + string(written) + `],`}}}
	}
	return []Registration{{File: firstThere(project, ".", "vite.config.ts", "vite.config.js", "vite.config.mjs"), In: "plugins", Text: []string{
		"{",
		"  name: 'live-room',",
		"  async closeBundle() {",
		"    const { readFile, writeFile } = await import('node:fs/promises');",
		"    const file = process.env.UNI_OUTPUT_DIR + '/app.json';",
		"    const app = JSON.parse(await readFile(file, 'utf8'));",
		"    app.subPackages.push(" + string(written) + ");",
		"    await writeFile(file, JSON.stringify(app, null, 2));",
		"  },",
		"},",
	}}}
}
