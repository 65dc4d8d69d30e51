// The numbers below come from NumPy's eigenvalues of the rules' matrices, written out by hand for
// two real coordinates whatever the eigenvalue. This program printed them:
//
//     import numpy as np
//     rng = np.random.default_rng(2026)
//     I, O = np.eye(2), np.zeros((2, 2))
//     block = lambda a, b, c, d: np.block([[a, b], [c, d]])
//
//     def heavy_ball(W, b): return block(I - W, b * I, -W, b * I)
//     def nesterov(J, e, b): return block(I - e * J, b * (I - e * J), -e * J, b * (I - e * J))
//     def torch_nesterov(J, e, b): return block(I - e * J - b * e * J, -b * b * e * I, J, b * I)
//     def alternating(J, e):
//         first = np.array([[1 - e * J[0, 0], -e * J[0, 1]], [0, 1]])
//         second = np.array([[1, 0], [-e * J[1, 0], 1 - e * J[1, 1]]])
//         return second @ first
//     def rk4(J, e, b):
//         Z = e * J
//         R = I - Z + Z @ Z / 2 - Z @ Z @ Z / 6 + Z @ Z @ Z @ Z / 24
//         return heavy_ball(I - R, b)
//     def symplectic(J, h, m, g):
//         kick = block(I, O, -h / m * J, (1 - h * g / m) * I)
//         return block(I, h * I, O, I) @ kick
//     def verlet(J, h, m, g):
//         first = block(I, O, -h / (2 * m) * J, (1 - h * g / (2 * m)) * I)
//         last = block(I, O, -h / (2 * m) * J, I)
//         last[2:] /= 1 + h * g / (2 * m)
//         return last @ block(I, h * I, O, I) @ first
//
//     rules = {
//       "gradient_descent": ("", lambda J, e: I - e * J),
//       "implicit_gradient_descent": ("", lambda J, e: np.linalg.inv(I + e * J)),
//       "heavy_ball": ("velocity", lambda J, e, b: heavy_ball(e * J, b)),
//       "heavy_ball ": ("dampened", lambda J, e, b, t: block(I - e * (1 - t) * J, -e * b * I, (1 - t) * J, b * I)),
//       "heavy_ball  ": ("averaged", lambda J, e, b: block(I - e * (1 - b) * J, -e * b * I, (1 - b) * J, b * I)),
//       "heavy_ball   ": ("physics", lambda J, h, m, g: heavy_ball(h * h / m * J, 1 - h * g / m)),
//       "nesterov": ("look_ahead", nesterov),
//       "nesterov ": ("accumulated", torch_nesterov),
//       "gradient_descent_ascent": ("simultaneous", lambda J, e: I - e * J),
//       "gradient_descent_ascent ": ("alternating", alternating),
//       "extragradient": ("", lambda J, e: I - e * J @ (I - e * J)),
//       "optimistic_gradient": ("", lambda J, e: block(I - 2 * e * J, e * J, I, O)),
//       "runge_kutta_4": ("", rk4),
//       "explicit_euler": ("", lambda J, h, m, g: block(I, h * I, -h / m * J, (1 - h * g / m) * I)),
//       "symplectic_euler": ("", symplectic),
//       "velocity_verlet": ("", verlet),
//       "proximal_gradient": ("", lambda J, e: I - e * J),
//       "newton": ("", lambda J, e: I - e * np.linalg.inv(J) @ J),
//     }
//     # The flows, with default_rng(2027) and n = k + 1 substeps:
//     def power(A, h, n):
//         Z = h / n * A
//         R = np.eye(len(A)) + Z + Z @ Z / 2 + Z @ Z @ Z / 6 + Z @ Z @ Z @ Z / 24
//         return np.linalg.matrix_power(R, int(n))
//     flows = {
//       "flow.gradient": lambda J, h, n: power(-J, h, n),
//       "flow.heavy_ball": lambda J, h, m, g, n: power(block(O, I, -J / m, -g / m * I), h, n),
//     }
//     for name, (option, matrix) in rules.items():
//         for k in range(4):
//             count = matrix.__code__.co_argcount - 1
//             h = np.round(rng.uniform(0.1, 1.4, count), 3)
//             a, b = np.round(rng.uniform(-1, 4), 3), 0 if k == 0 else np.round(rng.uniform(-3, 3), 3)
//             rho = max(abs(np.linalg.eigvals(matrix(np.array([[a, -b], [b, a]]), *h))))
//             print(f'    Row("{name.strip()}", "{option}", Complex({a}, {b}), {list(map(float, h))}, {rho:.15g}),')

import Testing
import Theory

struct SpectralRadiusTests {
  struct Row: Sendable {
    let rule: PlainRule
    let eigenvalue: Complex
    let hyperparameters: [Double]
    let radius: Double

    init(
      _ optimizer: String, _ option: String, _ eigenvalue: Complex, _ hyperparameters: [Double],
      _ radius: Double
    ) {
      rule = .named(optimizer, option)
      self.eigenvalue = eigenvalue
      self.hyperparameters = hyperparameters
      self.radius = radius
    }
  }

  @Test func `radii are NumPy's`() {
    #expect(Set(Self.table.map(\.rule.testDescription)).count == StabilityTheory.all.count)
    for row in Self.table {
      let radius = row.rule.theory.updateMap(row.eigenvalue, row.hyperparameters).spectralRadius
      #expect(
        abs(radius - row.radius) <= 1e-13 * (1 + radius),
        "\(row.rule) \(row.eigenvalue) \(row.hyperparameters)")
    }
  }

  static let table: [Row] = [
    Row("gradient_descent", "", Complex(2.2, 0), [0.333], 0.2674),
    Row("gradient_descent", "", Complex(0.853, -0.87), [0.707], 0.732043946181512),
    Row("gradient_descent", "", Complex(3.526, -1.936), [1.128], 3.69235688963675),
    Row("gradient_descent", "", Complex(0.492, 2.802), [0.949], 2.71200834328879),
    Row("implicit_gradient_descent", "", Complex(2.179, 0), [1.296], 0.261507370323725),
    Row("implicit_gradient_descent", "", Complex(1.576, 1.955), [1.079], 0.291823380653066),
    Row("implicit_gradient_descent", "", Complex(0.694, -1.333), [0.683], 0.57719819088955),
    Row("implicit_gradient_descent", "", Complex(1.629, -0.415), [0.394], 0.60607973662371),
    Row("heavy_ball", "velocity", Complex(1.239, 0), [0.962, 0.117], 0.342052627529741),
    Row("heavy_ball", "velocity", Complex(1.974, -0.388), [0.575, 0.354], 0.719110652596498),
    Row("heavy_ball", "velocity", Complex(3.373, 1.785), [0.49, 0.372], 1.20013635962841),
    Row("heavy_ball", "velocity", Complex(3.734, 0.38), [0.889, 0.549], 1.48822911322339),
    Row("heavy_ball", "dampened", Complex(2.48, 0), [0.663, 1.271, 0.515], 1.1273863579093),
    Row("heavy_ball", "dampened", Complex(0.139, -0.041), [0.508, 0.44, 1.011], 1.00138572854729),
    Row("heavy_ball", "dampened", Complex(1.742, 0.729), [0.854, 0.346, 1.051], 1.1117772449484),
    Row("heavy_ball", "dampened", Complex(1.35, 1.054), [0.584, 0.646, 0.743], 0.986821265276517),
    Row("heavy_ball", "averaged", Complex(-0.991, 0), [0.85, 0.641], 1.52234184961529),
    Row("heavy_ball", "averaged", Complex(0.633, -0.0), [1.132, 0.775], 0.88034084308295),
    Row("heavy_ball", "averaged", Complex(3.949, -2.648), [0.221, 1.276], 1.85275226347773),
    Row("heavy_ball", "averaged", Complex(0.571, 0.402), [0.566, 1.049], 1.16989717193032),
    Row("heavy_ball", "physics", Complex(3.442, 0), [0.642, 1.106, 1.346], 0.467639990741089),
    Row("heavy_ball", "physics", Complex(-0.882, -1.214), [0.907, 0.308, 1.331], 2.3059486481459),
    Row("heavy_ball", "physics", Complex(-0.536, -2.923), [0.466, 0.973, 0.734], 1.66709948335674),
    Row("heavy_ball", "physics", Complex(1.82, 2.343), [0.886, 0.739, 0.882], 2.6632261753269),
    Row("nesterov", "look_ahead", Complex(3.711, 0), [1.294, 0.345], 5.35852362705744),
    Row("nesterov", "look_ahead", Complex(2.298, 0.276), [1.124, 0.931], 3.5341766713108),
    Row("nesterov", "look_ahead", Complex(1.997, 1.885), [1.292, 0.403], 4.24106406206713),
    Row("nesterov", "look_ahead", Complex(1.014, 1.596), [0.275, 0.9], 1.32130825846998),
    Row("nesterov", "accumulated", Complex(3.285, 0), [0.188, 0.889], 0.583070647520521),
    Row("nesterov", "accumulated", Complex(2.279, -0.971), [0.917, 0.518], 2.39220552967508),
    Row("nesterov", "accumulated", Complex(0.4, -2.804), [0.969, 0.267], 3.50096328697407),
    Row("nesterov", "accumulated", Complex(0.158, 0.096), [0.209, 0.821], 0.948168353808658),
    Row("gradient_descent_ascent", "simultaneous", Complex(3.406, 0), [0.957], 2.259542),
    Row(
      "gradient_descent_ascent", "simultaneous", Complex(0.593, -1.118), [0.562], 0.916141486131918),
    Row(
      "gradient_descent_ascent", "simultaneous", Complex(2.316, 1.918), [0.253], 0.637895370119583),
    Row(
      "gradient_descent_ascent", "simultaneous", Complex(1.791, 2.751), [0.715], 1.98687393421173),
    Row("gradient_descent_ascent", "alternating", Complex(2.725, 0), [1.009], 1.749525),
    Row("gradient_descent_ascent", "alternating", Complex(0.079, 0.901), [1.256], 0.900776),
    Row(
      "gradient_descent_ascent", "alternating", Complex(3.211, -0.937), [1.033], 4.33140222898129),
    Row(
      "gradient_descent_ascent", "alternating", Complex(2.022, -0.544), [0.995], 1.72223264685405),
    Row("extragradient", "", Complex(0.765, 0), [0.232], 0.8540191504),
    Row("extragradient", "", Complex(0.083, -2.318), [1.353], 9.2607798621143),
    Row("extragradient", "", Complex(-0.495, -1.397), [0.578], 1.45748958190785),
    Row("extragradient", "", Complex(0.594, 0.515), [1.289], 0.518395879370669),
    Row("optimistic_gradient", "", Complex(2.34, 0), [0.41], 1.54127261727063),
    Row("optimistic_gradient", "", Complex(2.949, -0.462), [0.266], 1.23337799826056),
    Row("optimistic_gradient", "", Complex(2.791, 0.326), [0.339], 1.52930929147989),
    Row("optimistic_gradient", "", Complex(0.203, 1.688), [0.67], 2.15806112007044),
    Row("runge_kutta_4", "", Complex(3.827, 0), [0.575, 0.156], 0.39496835316263),
    Row("runge_kutta_4", "", Complex(1.329, -1.753), [0.14, 0.257], 0.841249477632509),
    Row("runge_kutta_4", "", Complex(3.789, 2.618), [0.536, 0.838], 0.934439980057169),
    Row("runge_kutta_4", "", Complex(-0.161, 1.869), [0.196, 1.209], 1.64310815008698),
    Row("explicit_euler", "", Complex(3.253, 0), [0.485, 1.033, 1.034], 1.12038962806849),
    Row("explicit_euler", "", Complex(2.696, -2.522), [1.374, 0.458, 0.917], 3.89680262893866),
    Row("explicit_euler", "", Complex(1.747, -0.229), [0.962, 0.518, 0.31], 1.93381053169128),
    Row("explicit_euler", "", Complex(3.526, -1.933), [0.85, 0.934, 0.748], 2.00821415679844),
    Row("symplectic_euler", "", Complex(2.26, 0), [0.475, 0.563, 1.107], 0.256963412535487),
    Row("symplectic_euler", "", Complex(2.851, -2.53), [0.368, 1.068, 1.103], 1.07326537590586),
    Row("symplectic_euler", "", Complex(0.028, 0.308), [0.376, 1.264, 1.243], 1.00914743806586),
    Row("symplectic_euler", "", Complex(0.409, -1.376), [0.441, 0.641, 0.127], 1.44895840030785),
    Row("velocity_verlet", "", Complex(1.138, 0), [1.295, 0.864, 0.331], 0.776201682091092),
    Row("velocity_verlet", "", Complex(1.105, -1.135), [0.741, 0.929, 0.792], 1.12765859754983),
    Row("velocity_verlet", "", Complex(3.435, -2.908), [0.847, 1.369, 0.819], 1.59367295074247),
    Row("velocity_verlet", "", Complex(1.438, -0.787), [0.364, 1.224, 0.84], 0.986341131246856),
    Row("proximal_gradient", "", Complex(2.394, 0), [0.484], 0.158696),
    Row("proximal_gradient", "", Complex(1.176, 1.661), [0.575], 1.00847146495327),
    Row("proximal_gradient", "", Complex(3.968, -0.091), [1.33], 4.27915192701778),
    Row("proximal_gradient", "", Complex(-0.875, -0.032), [0.28], 1.24503224118896),
    Row("newton", "", Complex(-0.411, 0), [0.199], 0.801),
    Row("newton", "", Complex(3.96, -2.027), [0.405], 0.595),
    Row("newton", "", Complex(3.58, 0.732), [0.243], 0.757),
    Row("newton", "", Complex(0.774, 2.603), [1.062], 0.0620000000000001),
    Row("flow.gradient", "", Complex(0.929, 0), [0.11, 1.0], 0.90285808366069),
    Row("flow.gradient", "", Complex(1.49, -0.308), [0.207, 2.0], 0.734600048195107),
    Row("flow.gradient", "", Complex(0.489, 0.728), [1.017, 3.0], 0.608178033283749),
    Row("flow.gradient", "", Complex(-0.551, -2.946), [0.829, 4.0], 1.57461808504821),
    Row("flow.heavy_ball", "", Complex(3.807, 0), [0.597, 1.266, 0.138, 1.0], 0.961683835879998),
    Row(
      "flow.heavy_ball", "", Complex(1.936, 1.298), [1.069, 1.041, 0.339, 2.0], 1.33664736412972),
    Row(
      "flow.heavy_ball", "", Complex(3.849, 1.777), [1.282, 0.154, 0.232, 3.0], 0.690859129951574),
    Row(
      "flow.heavy_ball", "", Complex(3.61, -1.746), [0.567, 0.275, 0.941, 4.0], 0.650924993821384),
  ]
}
