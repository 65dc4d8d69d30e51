"""The flows of Sources/Dynamics/Flows in NumPy, solved by SciPy's DOP853."""

import numpy as np
from scipy.integrate import solve_ivp


def rosenbrock(x):
    r = x[1] - x[0] ** 2
    return np.array([-2 * (1 - x[0]) - 400 * x[0] * r, 200 * r])


def himmelblau(x):
    p, q = x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7
    return np.array([4 * x[0] * p + 2 * q, 2 * p + 4 * x[1] * q])


FIELDS = {"rosenbrock": rosenbrock, "himmelblau": himmelblau}


def companions(law, velocity, gradient):
    """What a state holds beside the iterate, at the start."""
    zero = np.zeros_like(gradient)
    return {
        "gradient": [], "heavy_ball": [np.array(velocity, float)], "nesterov": [zero],
        "rmsprop": [gradient**2], "adam": [gradient, gradient**2], "lion": [zero],
    }[law]


def rate(law, numbers, gradient):
    """The right-hand side F(t, y)."""

    def derivative(t, y):
        count = {"gradient": 1, "adam": 3}.get(law, 2)
        x, *rest = np.split(y, count)
        g = gradient(x)
        if law == "gradient":
            parts = [-g]
        elif law == "heavy_ball":
            mass, friction = numbers
            parts = [rest[0], -(friction * rest[0] + g) / mass]
        elif law == "nesterov":
            parts = [rest[0], -g - numbers[0] / t * rest[0]]
        elif law == "rmsprop":
            eta, beta2, epsilon = numbers
            parts = [-eta * g / (np.sqrt(rest[0]) + epsilon), (1 - beta2) * (g**2 - rest[0])]
        elif law == "adam":
            eta, beta1, beta2, epsilon = numbers
            m, s = rest
            parts = [
                -eta * m / (np.sqrt(s) + epsilon), (1 - beta1) * (g - m), (1 - beta2) * (g**2 - s)]
        else:
            alpha, gamma, epsilon, decay = numbers
            fall = alpha * g + gamma * rest[0]
            parts = [np.tanh(rest[0] - epsilon * fall) - decay * x, -fall]
        return np.concatenate(parts)

    return derivative


def solution(law, numbers, gradient, start, velocity, time, times):
    """The iterates at `times`; each is where a step ends, for dense output is less accurate."""
    x = np.array(start, float)
    y = np.concatenate([x, *companions(law, velocity, gradient(x))])
    points = []
    for end in times:
        if end > time:
            answer = solve_ivp(
                rate(law, numbers, gradient), (time, end), y, method="DOP853", rtol=1e-13,
                atol=1e-15)
            assert answer.success, answer.message
            y, time = answer.y[:, -1], end
        points.append(y[: len(x)])
    return points
