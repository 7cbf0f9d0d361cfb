package generator

import (
	"errors"

	"mlvb/generator/wechat"
)

// configFault says of a project what is wrong with its configuration.
func configFault(dir string, err error) error {
	var config *wechat.ConfigError
	if !errors.As(err, &config) {
		return err
	}
	return &ProjectError{Reason: ProjectReason(config.Reason), Dir: dir, Path: config.Path, Version: config.Root, Err: config.Err}
}
