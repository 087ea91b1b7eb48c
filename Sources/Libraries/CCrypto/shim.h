// SPDX-License-Identifier: EUPL-1.2
// OpenSSL 3 marks the SHA256_… functions as deprecated in favour of EVP, whose contexts are allocated and cost a quarter
// more for each short value: see docs/adr/0047-sha-256-from-libcrypto.md.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
