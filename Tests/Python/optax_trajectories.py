"""The trajectories that optax, or PyTorch by its documentation, gives.

    optax_trajectories.py RUNS.json

RUNS.json is a list of objects: `rule` and `objective`, expressions in the names below and in
`learning_rate`, which is given too, `start` and `steps`. Prints as many trajectories, JSON lists of
`steps` + 1 points, to the last bit; what is not finite is null. All is float64, and the gradients are
JAX's, from the values.
"""

import json
import sys

import jax
import numpy as np
import optax
from jax import numpy as jnp

jax.config.update("jax_enable_x64", True)


def rosenbrock(x):
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def quadratic(eigenvalues, minimum=(0, 0), rotation=0):
    c, s = np.cos(rotation), np.sin(rotation)
    axes = jnp.array([[c, -s], [s, c]])
    eigenvalues, minimum = jnp.array(eigenvalues, float), jnp.array(minimum, float)
    return lambda x: 0.5 * jnp.sum(eigenvalues * (axes.T @ (x - minimum)) ** 2)


def exact(schedule):
    """The schedule of float64 counts: optax's are int32, and JAX divides those in float32."""
    return lambda count: schedule(count.astype(float))


def scheduled_trace(decay, nesterov):
    """optax's trace, momentum, whose decay depends on the count."""
    trace = optax.inject_hyperparams(
        optax.trace, static_args="nesterov", hyperparam_dtype=jnp.float64)
    return trace(decay=exact(decay), nesterov=nesterov)


# PyTorch is not installed: these are transcribed from the algorithms in the documentation of
# torch.optim 2.x. Each returns a function from x and its gradient to the next x.


def pytorch_sgd(lr, momentum, dampening=0, nesterov=False):
    b = None

    def step(x, g):
        nonlocal b
        b = g if b is None else momentum * b + (1 - dampening) * g
        return x - lr * (g + momentum * b if nesterov else b)

    return step


def pytorch_adagrad(lr, initial_accumulator_value=0, eps=1e-10):
    state_sum = initial_accumulator_value

    def step(x, g):
        nonlocal state_sum
        state_sum = state_sum + g * g
        return x - lr * g / (np.sqrt(state_sum) + eps)

    return step


def pytorch_rmsprop(lr, alpha=0.99, eps=1e-8, momentum=0, centered=False):
    v, mean, b = 0, 0, 0

    def step(x, g):
        nonlocal v, mean, b
        v = alpha * v + (1 - alpha) * g * g
        mean = alpha * mean + (1 - alpha) * g
        b = momentum * b + g / (np.sqrt(v - mean * mean if centered else v) + eps)
        return x - lr * b

    return step


def pytorch_adam(lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled=False):
    """Adam, or with `decoupled` AdamW."""
    t, m, v = 0, 0, 0

    def step(x, g):
        nonlocal t, m, v
        t += 1
        if decoupled:
            x = x - lr * weight_decay * x
        else:
            g = g + weight_decay * x
        m = betas[0] * m + (1 - betas[0]) * g
        v = betas[1] * v + (1 - betas[1]) * g * g
        m_hat, v_hat = m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)
        return x - lr * m_hat / (np.sqrt(v_hat) + eps)

    return step


def pytorch_clip_grad_norm(max_norm, step):
    return lambda x, g: step(x, g * min(1, max_norm / (np.linalg.norm(g) + 1e-6)))


def adam_without_correction(lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """No library's."""
    m, v = 0, 0

    def step(x, g):
        nonlocal m, v
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        return x - lr * m / (np.sqrt(v) + eps)

    return step


def trajectory(rule, objective, start, steps, learning_rate):
    names = {**globals(), "learning_rate": learning_rate}
    rule, gradient = eval(rule, names), jax.grad(eval(objective, names))
    start = np.array(start, float)
    if not isinstance(rule, optax.GradientTransformation):
        gradient = jax.jit(gradient)
        points = [start]
        for _ in range(steps):
            points.append(rule(points[-1], np.asarray(gradient(points[-1]))))
        return np.stack(points)

    def step(state, _):
        x, memory = state
        updates, memory = rule.update(gradient(x), memory, x)
        x = optax.apply_updates(x, updates)
        return (x, memory), x

    begin = jnp.array(start)
    _, points = jax.jit(lambda s: jax.lax.scan(step, s, length=steps))((begin, rule.init(begin)))
    return np.vstack([start, points])


if __name__ == "__main__":
    runs = [trajectory(**run) for run in json.load(open(sys.argv[1]))]
    print(json.dumps([np.where(np.isfinite(x), x, None).tolist() for x in runs]))
