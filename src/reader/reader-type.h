/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-media.h"

G_BEGIN_DECLS

/**
 * ReaderKind:
 *
 * Which part of the reader deals with a file.
 */
typedef enum {
  READER_KIND_UNKNOWN,
  READER_KIND_RECORDING,
  READER_KIND_IMAGE,
  READER_KIND_PDF,
  READER_KIND_ZIP,
  READER_KIND_TEXT,
} ReaderKind;

/**
 * ReaderType:
 * @kind: who reads it.
 * @media: what it is for people.
 * @format: the usual extension.
 * @cleanable: whether a clean copy can be made.
 */
typedef struct {
  ReaderKind kind;
  VouchMedia media;
  const char *format;
  gboolean cleanable;
} ReaderType;

ReaderType reader_type_of (ReaderInput *input, const char *file_name);

G_END_DECLS
