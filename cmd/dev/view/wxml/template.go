package wxml

import (
	"context"
	"encoding/binary"
	"errors"
)

// A group is the compiler's name for templates that know each other. Here it
// holds one.
type group struct {
	*program
	ctx     context.Context
	address uint64 // of the struct TmplGroup
}

// newGroup makes one, which free ends.
func (p *program) newGroup(ctx context.Context) (*group, error) {
	address, err := p.alloc(ctx, 4, 4)
	if err != nil {
		return nil, err
	}
	inner, err := p.call(ctx, "tmpl_group_new")
	if err != nil {
		return nil, err
	}
	if !p.module.Memory().WriteUint32Le(uint32(address), uint32(inner)) {
		return nil, errOutside()
	}
	return &group{program: p, ctx: ctx, address: address}, nil
}

func (g *group) free() error {
	inner, ok := g.module.Memory().ReadUint32Le(uint32(g.address))
	if !ok {
		return errOutside()
	}
	_, err := g.call(g.ctx, "tmpl_group_free", uint64(inner))
	_, freed := g.call(g.ctx, "__wbindgen_free", g.address, 4, 4)
	return errors.Join(err, freed)
}

// ask calls a method that answers with a struct.
func (g *group) ask(method string, texts ...string) error {
	_, err := g.with(g.ctx, "tmpl_group_"+method, []uint64{g.answer, g.address}, texts...)
	return err
}

func (g *group) askText(method string, texts ...string) (string, error) {
	if err := g.ask(method, texts...); err != nil {
		return "", err
	}
	return g.text(g.ctx)
}

func (g *group) askTexts(method string, texts ...string) ([]string, error) {
	if err := g.ask(method, texts...); err != nil {
		return nil, err
	}
	at, n, err := g.pair(uint32(g.answer))
	if err != nil {
		return nil, err
	}
	const sizeOfString = 8
	if _, err := g.bytes(at, n*sizeOfString); err != nil {
		return nil, err
	}
	var found []string
	for i := range n {
		text, err := g.stringAt(at + i*sizeOfString)
		if err != nil {
			return nil, err
		}
		found = append(found, text)
	}
	_, err = g.call(g.ctx, "str_ref_array_free", g.answer)
	return found, err
}

// add parses a template and returns what is wrong with it.
func (g *group) add(path, text string) ([]Mistake, error) {
	if err := g.ask("add_tmpl", path, text); err != nil {
		return nil, err
	}
	at, n, err := g.pair(uint32(g.answer))
	if err != nil {
		return nil, err
	}
	var found []Mistake
	for i := range min(n, mostMistakes) {
		mistake, err := g.mistakeAt(at + i*sizeOfMistake)
		if err != nil {
			return nil, err
		}
		found = append(found, mistake)
	}
	_, err = g.call(g.ctx, "tmpl_parse_warning_array_free", g.answer)
	return found, err
}

const sizeOfMistake = 28

// mistakeAt reads a struct TmplParseWarning: the message, the level, and the
// lines and columns where it begins and ends.
func (g *group) mistakeAt(at uint32) (Mistake, error) {
	message, err := g.stringAt(at)
	if err != nil {
		return Mistake{}, err
	}
	data, err := g.bytes(at, sizeOfMistake)
	if err != nil {
		return Mistake{}, err
	}
	return Mistake{
		Message: message, Level: Level(data[8]),
		Line:   int(binary.LittleEndian.Uint32(data[12:])),
		Column: int(binary.LittleEndian.Uint32(data[16:])),
	}, nil
}

// takeScripts moves the inline scripts out of the template: a mistake in one
// would be one of the whole code.
func (g *group) takeScripts(path string) ([]Script, error) {
	modules, err := g.askTexts("get_inline_script_module_names", path)
	if err != nil {
		return nil, err
	}
	var scripts []Script
	for _, module := range modules {
		text, err := g.askText("get_inline_script", path, module)
		if err != nil {
			return nil, err
		}
		line, err := g.with(g.ctx, "tmpl_group_get_inline_script_start_line", []uint64{g.address}, path, module)
		if err != nil {
			return nil, err
		}
		if _, err := g.with(g.ctx, "tmpl_group_set_inline_script", []uint64{g.address}, path, module, ""); err != nil {
			return nil, err
		}
		scripts = append(scripts, Script{Module: module, Text: text, Line: int(line)})
	}
	return scripts, nil
}

func (p *program) compile(ctx context.Context, path, text string) (*Template, error) {
	g, err := p.newGroup(ctx)
	if err != nil {
		return nil, err
	}
	made := &Template{}
	steps := []func() error{
		func() (err error) { made.Mistakes, err = g.add(path, text); return },
		func() (err error) { made.Imports, err = g.askTexts("get_direct_dependencies", path); return },
		func() (err error) { made.Files, err = g.askTexts("get_script_dependencies", path); return },
		func() (err error) { made.Scripts, err = g.takeScripts(path); return },
		func() (err error) { made.Code, err = g.askText("get_tmpl_gen_object", path); return },
		g.free,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// globals are the statements of Compiler.Runtime. The compiler adds what is for
// scripts only where there is one.
func (p *program) globals(ctx context.Context) (string, error) {
	g, err := p.newGroup(ctx)
	if err != nil {
		return "", err
	}
	if _, err = g.with(ctx, "tmpl_group_add_script", []uint64{g.address}, "any", ""); err != nil {
		return "", err
	}
	statements, err := g.askText("get_runtime_string")
	return statements, errors.Join(err, g.free())
}
