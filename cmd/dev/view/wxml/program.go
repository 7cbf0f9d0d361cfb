package wxml

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// A program is one run of the compiler, with a memory of its own. It is called
// through its C interface: strings go as address and length, a struct comes
// back in memory whose address goes first.
type program struct {
	module api.Module
	answer uint64 // address of the memory for structs that come back
}

// provideImports gives the program what its JavaScript side would be. The C
// interface never reaches it but for a last word before a crash.
func provideImports(ctx context.Context, runtime wazero.Runtime, code wazero.CompiledModule) error {
	hosts := map[string]wazero.HostModuleBuilder{}
	for _, function := range code.ImportedFunctions() {
		module, name, _ := function.Import()
		if hosts[module] == nil {
			hosts[module] = runtime.NewHostModuleBuilder(module)
		}
		missing := api.GoModuleFunc(func(context.Context, api.Module, []uint64) {
			panic(fmt.Errorf("it calls %s", name)) // wazero makes an error of the call of it
		})
		hosts[module].NewFunctionBuilder().
			WithGoModuleFunction(missing, function.ParamTypes(), function.ResultTypes()).Export(name)
	}
	for _, host := range hosts {
		if _, err := host.Instantiate(ctx); err != nil {
			return err
		}
	}
	return nil
}

func start(ctx context.Context, runtime wazero.Runtime, code wazero.CompiledModule) (*program, error) {
	// Without a name, as there may be several.
	module, err := runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, err
	}
	p := &program{module: module}
	const roomForAnswer = 16
	if p.answer, err = p.alloc(ctx, roomForAnswer, 4); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (p *program) close() {
	_ = p.module.Close(context.Background()) // frees its memory, whatever state it is in
}

func (p *program) call(ctx context.Context, name string, args ...uint64) (uint64, error) {
	function := p.module.ExportedFunction(name)
	if function == nil {
		return 0, fmt.Errorf("it has no function %s", name)
	}
	results, err := function.Call(ctx, args...)
	if err != nil {
		return 0, errors.New(firstLine(err.Error()))
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0], nil
}

// firstLine leaves out the stack, in which nobody can read.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(line, " (recovered by wazero)")
}

func (p *program) alloc(ctx context.Context, size, align uint64) (uint64, error) {
	address, err := p.call(ctx, "__wbindgen_malloc", size, align)
	if err == nil && address == 0 {
		err = errors.New("it has no memory left")
	}
	return address, err
}

// with calls a function whose last arguments are strings.
func (p *program) with(ctx context.Context, name string, args []uint64, texts ...string) (result uint64, err error) {
	args = append([]uint64{}, args...)
	for _, text := range texts {
		size := uint64(max(len(text), 1))
		address, err := p.alloc(ctx, size, 1)
		if err != nil {
			return 0, err
		}
		if !p.module.Memory().WriteString(uint32(address), text) {
			return 0, errOutside()
		}
		defer func() {
			if _, failed := p.call(ctx, "__wbindgen_free", address, size, 1); err == nil {
				err = failed
			}
		}()
		args = append(args, address, uint64(len(text)))
	}
	return p.call(ctx, name, args...)
}

// text takes over the string in the answer.
func (p *program) text(ctx context.Context) (string, error) {
	text, err := p.stringAt(uint32(p.answer))
	if err == nil {
		_, err = p.call(ctx, "str_ref_free", p.answer)
	}
	return text, err
}

// stringAt reads the string whose address and length are there.
func (p *program) stringAt(at uint32) (string, error) {
	address, size, err := p.pair(at)
	if err != nil {
		return "", err
	}
	data, err := p.bytes(address, size)
	return string(data), err
}

func (p *program) pair(at uint32) (address, size uint32, err error) {
	data, err := p.bytes(at, 8)
	if err != nil {
		return 0, 0, err
	}
	return binary.LittleEndian.Uint32(data), binary.LittleEndian.Uint32(data[4:]), nil
}

// bytes is memory of the program, until it is called again.
func (p *program) bytes(at, size uint32) ([]byte, error) {
	if size == 0 {
		return nil, nil
	}
	if size > largestAnswer {
		return nil, fmt.Errorf("it answers with %d MB", size>>20)
	}
	data, ok := p.module.Memory().Read(at, size)
	if !ok {
		return nil, errOutside()
	}
	return data, nil
}

func errOutside() error { return errors.New("it points outside of its memory") }
