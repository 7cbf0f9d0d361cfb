package generator

import (
	"context"
	"errors"

	"mlvb/generator/project"
	"mlvb/generator/template"
)

// SetAnswers changes answers of a project whose template is the given one;
// otherwise the error is a [*project.Error] with OtherVersion. For the rest it
// is [Update].
func SetAnswers(ctx context.Context, o UpdateOptions) (r UpdateResult, err error) {
	folder, err := o.open()
	if err != nil {
		return UpdateResult{}, err
	}
	defer folder.CloseInto(&r.Recovery)
	state, err := o.readState(folder)
	if err != nil {
		return UpdateResult{}, err
	}
	digest, err := o.Template.Digest()
	if err != nil {
		return UpdateResult{}, err
	}
	if digest != state.Record.Template.Digest {
		if err := o.checkInputs(state); err != nil {
			return UpdateResult{}, err
		}
		return UpdateResult{}, &project.Error{Reason: project.OtherVersion, Dir: o.Dir, Version: state.Record.Template.Version}
	}
	return o.updateFrom(ctx, folder, state, commandSet)
}

// checkInputs refuses what is wrong with the answers given, whichever version of
// the template they are for: a question that only the record knows is right.
func (o UpdateOptions) checkInputs(state project.State) error {
	if err := o.refuseSecrets(state.Layout); err != nil {
		return err
	}
	_, _, err := o.answers(state)
	var missing *template.MissingError
	if errors.As(err, &missing) {
		return nil
	}
	var unknown *template.UnknownError
	if errors.As(err, &unknown) && state.Record.Answers[unknown.Name] != nil {
		return nil
	}
	return err
}
