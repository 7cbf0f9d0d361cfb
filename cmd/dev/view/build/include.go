package build

import "strings"

const (
	deepestInclude = 16
	largestSource  = 1 << 20 // bytes of a template with what it includes
)

// An includer writes a template for the compiler, which compiles an include as
// a call of another template that sees the data alone. WeChat's include stands
// for the text that it names: in a loop it sees the item and the index too. So
// what a loop includes is written in its place here.
type includer struct {
	read   func(file string) (string, bool)
	out    *source
	tail   source          // what included texts define, for the end of the template
	placed map[string]bool // files whose imports are in the tail
}

// written is a template as the compiler shall get it.
func written(file, text string, read func(string) (string, bool)) *source {
	w := &includer{read: read, out: &source{}, placed: map[string]bool{}}
	if len(text) > largestSource {
		w.out.add(file, text, 0, len(text))
		return w.out
	}
	w.write(file, text, false, []string{file})
	w.out.append(&w.tail)
	return w.out
}

// write writes a file, also one that is included, in which loop then holds for
// all. The last of stack is the file, before it those that include it.
func (w *includer) write(file, text string, loop bool, stack []string) {
	done := 0
	open := []scope{{loop: loop}}
	all := tags(text)
	for i, t := range all {
		switch {
		case t.start < done: // inside of what was left out
			continue
		case t.closing:
			open = closed(open, t.name)
			continue
		}
		inside := scope{name: t.name, loop: open[len(open)-1].loop || isLoop(t)}
		switch {
		case inside.loop && w.canInclude(file, t, text, stack):
			w.out.add(file, text, done, t.start)
			w.include(file, text, t, stack)
			done = endOfElement(text, all[i:])
			continue
		case len(stack) > 1 && isDefinition(t):
			w.out.add(file, text, done, t.start)
			w.define(file, text, all)
			done = endOfElement(text, all[i:])
			continue
		}
		done = w.withoutKey(file, text, t, done)
		if !t.alone {
			open = append(open, inside)
		}
	}
	w.out.add(file, text, done, len(text))
}

// A scope is an open element.
type scope struct {
	name string
	loop bool // an include in it sees more than the data
}

func closed(open []scope, name string) []scope {
	for i := len(open) - 1; i > 0; i-- {
		if open[i].name == name {
			return open[:i]
		}
	}
	return open
}

func isLoop(t tag) bool {
	for _, a := range t.attributes {
		if a.name == "wx:for" || a.name == "wx:for-items" || strings.HasPrefix(a.name, "slot:") || strings.HasPrefix(a.name, "let:") {
			return true
		}
	}
	return false
}

// isDefinition tells what an include leaves out: templates, and what belongs
// to the file that it names.
func isDefinition(t tag) bool {
	_, named := t.attribute("name")
	return t.name == "wxs" || t.name == "import" || t.name == "template" && named
}

// canInclude reports whether the file of an include can be written in its place.
func (w *includer) canInclude(file string, t tag, text string, stack []string) bool {
	name, ok := includedFile(file, t, text)
	if !ok || t.name != "include" || len(stack) > deepestInclude || w.out.text.Len() > largestSource {
		return false
	}
	for _, above := range stack {
		if above == name {
			return false
		}
	}
	_, ok = w.read(name)
	return ok
}

func includedFile(file string, t tag, text string) (string, bool) {
	src, ok := t.attribute("src")
	if !ok {
		return "", false
	}
	return resolve(file, strings.TrimSuffix(text[src.from:src.to], ".wxml")) + ".wxml", true
}

// include writes a block with the attributes of the tag in place of it, and in
// it the file.
func (w *includer) include(file, text string, t tag, stack []string) {
	w.out.put(file, t.start, "<block")
	for _, a := range t.attributes {
		switch {
		case a.name == "src":
		case isKeyWithExpression(a, text):
			w.out.keys = append(w.out.keys, piece{w.out.text.Len(), file, a.from})
		default:
			w.out.put(file, a.start, " ")
			w.out.add(file, text, a.start, a.end)
		}
	}
	w.out.put(file, t.end, ">")
	name, _ := includedFile(file, t, text)
	content, _ := w.read(name)
	w.write(name, content, true, append(stack[:len(stack):len(stack)], name))
	w.out.put(file, t.end, "</block>")
}

// define puts what an included file defines for itself at the end of the
// template, once: its templates, its imports and its scripts.
func (w *includer) define(file, text string, all []tag) {
	if w.placed[file] {
		return
	}
	w.placed[file] = true
	w.tail.put(file, 0, `<import src="/`+file+`"/>`)
	for i, t := range all {
		if t.closing || !isDefinition(t) || t.name == "template" {
			continue
		}
		src, elsewhere := t.attribute("src")
		if !elsewhere {
			w.tail.add(file, text, t.start, endOfElement(text, all[i:]))
			continue
		}
		// As it is, but for the path, which is that of another file now.
		w.tail.add(file, text, t.start, src.from)
		w.tail.put(file, src.from, "/"+resolve(file, text[src.from:src.to]))
		w.tail.add(file, text, src.to, endOfElement(text, all[i:]))
	}
}

// endOfElement is the offset behind the end tag of the first of these tags.
func endOfElement(text string, all []tag) int {
	first := all[0]
	if first.alone {
		return first.end
	}
	depth := 1
	for _, next := range all[1:] {
		switch {
		case next.name != first.name:
		case next.closing:
			depth--
		case !next.alone:
			depth++
		}
		if depth == 0 {
			return next.end
		}
	}
	return len(text)
}

// withoutKey leaves out a wx:key with an expression, which the compiler would
// take for the name of a key that no item has.
func (w *includer) withoutKey(file, text string, t tag, done int) int {
	for _, a := range t.attributes {
		if isKeyWithExpression(a, text) {
			w.out.add(file, text, done, a.from)
			w.out.keys = append(w.out.keys, piece{w.out.text.Len(), file, a.from})
			done = a.to
		}
	}
	return done
}

func isKeyWithExpression(a attribute, text string) bool {
	return a.name == "wx:key" && strings.Contains(text[a.from:a.to], "{{")
}
