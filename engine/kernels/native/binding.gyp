{
  'variables': {
    # Folder of tfjs-node's TensorFlow: include/ and lib/.
    'tensorflow%': '',
    'strict': ['-std=c++17', '-O3', '-Wall', '-Wextra', '-Wno-psabi', '-Wno-ignored-attributes', '-fexceptions', '-fvisibility=hidden', '-fno-math-errno'],
  },
  'target_defaults': {
    'default_configuration': 'Release',
    'cflags_cc!': ['-fno-exceptions', '-std=gnu++17', '-std=gnu++20', '-std=c++20', '-O2'],
    'cflags_cc': ['<@(strict)'],
    'xcode_settings': { 'OTHER_CPLUSPLUSFLAGS': ['<@(strict)'], 'GCC_ENABLE_CPP_EXCEPTIONS': 'YES' },
  },
  'targets': [
    { 'target_name': 'cells_plain', 'type': 'static_library', 'sources': ['isa.cc'] },
    {
      'target_name': 'unroll_kernels',
      'sources': ['addon.cc', 'recurrent_ops.cc', 'update_ops.cc', 'update.cc', 'loss_ops.cc', 'kept_ops.cc', 'kept.cc', 'gather_ops.cc', 'multiply_ops.cc', 'porter.cc', 'dispatch.cc', 'pool.cc'],
      'include_dirs': ['<(tensorflow)/include'],
      'dependencies': ['cells_plain'],
      'conditions': [
        ['target_arch=="x64"', { 'dependencies': ['cells_avx2', 'cells_avx512'] }],
        ['OS=="linux"', {
          'libraries': ['-L<(tensorflow)/lib', '-ltensorflow', '-ltensorflow_framework', '-lpthread'],
        }],
        ['OS=="mac"', {
          'libraries': ['<(tensorflow)/lib/libtensorflow.2.dylib', '<(tensorflow)/lib/libtensorflow_framework.2.dylib'],
        }],
      ],
    },
  ],
  'conditions': [
    ['target_arch=="x64"', {
      'targets': [
        { 'target_name': 'cells_avx2', 'type': 'static_library', 'sources': ['isa.cc'], 'defines': ['UNROLL_AVX2'], 'cflags_cc': ['-mavx2', '-mfma'],
          'xcode_settings': { 'OTHER_CPLUSPLUSFLAGS': ['<@(strict)', '-mavx2', '-mfma'] } },
        { 'target_name': 'cells_avx512', 'type': 'static_library', 'sources': ['isa.cc'], 'defines': ['UNROLL_AVX512'],
          'cflags_cc': ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mfma', '-mprefer-vector-width=512'],
          'xcode_settings': { 'OTHER_CPLUSPLUSFLAGS': ['<@(strict)', '-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mfma'] } },
      ],
    }],
  ],
}
