package build

import "strings"

// A wxs is a script of templates, in a file or in a template.
type wxs struct {
	name     string // path of the file, or path of the template, # and the module
	text     string
	requests []request
	failures []Failure // places are those in the text
}

// wxs checks a script unless it is as it was before.
func (r *run) wxs(name, text string) *wxs {
	if known := r.templates.scripts[name]; known != nil && known.text == text {
		return known
	}
	made := r.scripts.compiled(name, text)
	script := &wxs{name: name, text: text, requests: made.requests, failures: made.failures}
	if made.modern {
		script.requests = nil
		script.failures = append(script.failures, Failure{Severity: Error, Message: r.options.Say("build.wxsModule"), Line: 1, Column: 1})
	}
	r.templates.scripts[name] = script
	return script
}

// code is the script as the linker takes it. One with a mistake is left out.
func (s *wxs) code() string {
	if len(s.failures) > 0 {
		return ""
	}
	return s.text
}

func (r *run) addScriptFile(name string, all map[string]*wxs) {
	text, there := r.files.read(name)
	if all[name] != nil || !there {
		return
	}
	all[name] = r.wxs(name, text)
	r.reportScript(all[name], name, 0)
	r.requireScripts(name, all[name], name, 0, all)
}

// reportScript reports the mistakes of a script that begins at an offset of a
// file.
func (r *run) reportScript(script *wxs, file string, offset int) {
	whole, _ := r.files.read(file)
	for _, f := range script.failures {
		at := offset + offsetOfPlace(script.text, f.Line, f.Column)
		f.File = file
		r.fail(f.at(whole, at))
	}
}

// requireScripts adds what a script requires.
func (r *run) requireScripts(node string, script *wxs, file string, offset int, all map[string]*wxs) {
	for _, asked := range script.requests {
		name := strings.TrimSuffix(resolve(script.name, asked.path), ".wxs") + ".wxs"
		if r.files.has(name) {
			r.graph.need(node, name)
			r.addScriptFile(name, all)
			continue
		}
		whole, _ := r.files.read(file)
		r.fail(failure(file, r.absent(name)).at(whole, offset+max(asked.at, 0)))
	}
}
