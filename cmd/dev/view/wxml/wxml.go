// Package wxml compiles WXML with WeChat's own template compiler: the
// WebAssembly program of the npm package glass-easel-template-compiler, which
// wazero runs inside this process.
//
// Every template is compiled by itself, so that the result of one depends on
// no other and can be kept. What the compiler says of a text is handed on as
// it is; which of its mistakes matter, in which words, is for others to say.
//
// The program reads whatever somebody wrote. A template that crashes it, that
// takes too long or too much memory gives an error, and the next template gets
// a fresh program.
package wxml

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
)

const (
	largestText   = 4 << 20 // bytes of a template; WeChat's limit for a whole package is 2 MB
	memoryPages   = 4096    // of 64 KB each: 256 MB
	longestParse  = 10 * time.Second
	mostMistakes  = 200      // of a template
	largestAnswer = 64 << 20 // bytes
)

// A Level says how bad a mistake is.
type Level uint8

// The levels of the compiler.
const (
	Note  Level = iota + 1 // of style
	Warn                   // the compiler guesses what was meant
	Error                  // a part of the template is left out
	Fatal                  // the rest of the template may be misread
)

// A Mistake is what the compiler has to say of a template.
type Mistake struct {
	Message      string
	Level        Level
	Line, Column int // from 0; columns are UTF-16 code units
}

// A Script is WXS that stands between the tags of a template.
type Script struct {
	Module string
	Text   string
	Line   int // from 0, where the text begins
}

// A Template is a compiled one. Its code is an expression in JavaScript. It
// reaches for what Compiler.Runtime declares and for three names more: G, the
// templates by path; R, functions by path that answer with what a WXS file
// exports; D, a function that answers with such a function for the name of an
// inline script, which is the template's path, # and the module.
type Template struct {
	Code     string
	Mistakes []Mistake
	Imports  []string // paths of the templates that it imports or includes, without .wxml
	Files    []string // paths of the WXS files, without .wxs
	Scripts  []Script // their text is not in the code
}

// A Compiler may be used by several goroutines, which wait for each other.
type Compiler struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule

	mu      sync.Mutex
	program *program // nil: the last one crashed
	globals string
}

// New loads the program. A cache folder, which is made when it is not there,
// keeps its machine code: making it takes about a second of CPU time, loading
// it 50 ms. Without a folder, or with one that can't be written, nothing is
// kept.
func New(ctx context.Context, wasm []byte, cache string) (*Compiler, error) {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true)
	if cache != "" {
		if kept, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			config = config.WithCompilationCache(kept)
		}
	}
	c := &Compiler{runtime: wazero.NewRuntimeWithConfig(ctx, config)}
	if err := c.load(ctx, wasm); err != nil {
		return nil, errors.Join(fmt.Errorf("the template compiler can't be loaded: %w", err), c.Close(ctx))
	}
	return c, nil
}

func (c *Compiler) load(ctx context.Context, wasm []byte) (err error) {
	if c.code, err = c.runtime.CompileModule(ctx, wasm); err != nil {
		return err
	}
	if err := provideImports(ctx, c.runtime, c.code); err != nil {
		return err
	}
	if c.program, err = start(ctx, c.runtime, c.code); err != nil {
		return err
	}
	c.globals, err = c.program.globals(ctx)
	return err
}

// Close ends the program and frees its memory.
func (c *Compiler) Close(ctx context.Context) error {
	return c.runtime.Close(ctx)
}

// Runtime is what the code of templates needs besides: JavaScript statements
// that declare functions for all.
func (c *Compiler) Runtime() string { return c.globals }

// Compile compiles the template with that path, which has no .wxml at its end.
// An error means that the compiler could not read the text at all.
func (c *Compiler) Compile(ctx context.Context, path, text string) (*Template, error) {
	if len(text) > largestText {
		return nil, fmt.Errorf("%s.wxml is larger than %d MB", path, largestText>>20)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if c.program == nil {
		fresh, err := start(ctx, c.runtime, c.code)
		if err != nil {
			return nil, fmt.Errorf("the template compiler does not start again: %w", err)
		}
		c.program = fresh
	}
	limited, cancel := context.WithTimeout(ctx, longestParse)
	defer cancel()
	made, err := c.program.compile(limited, path, text)
	if err == nil {
		return made, nil
	}
	// Its memory may hold anything now.
	c.program.close()
	c.program = nil
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return nil, fmt.Errorf("the template compiler can't read %s.wxml: %w", path, err)
}
